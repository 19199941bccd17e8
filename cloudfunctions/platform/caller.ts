/** Who sends a command, as WeChat vouches for it. */
export interface Caller {
  openid: string;
  /** Made by the phone once per intent, the same in every repeat; '' for a question. */
  key: string;
}
