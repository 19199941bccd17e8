import type { Language } from '../../typings/api/envelope';

/** Who sends a command, as WeChat vouches for it. */
export interface Caller {
  openid: string;
  /** Made by the phone once per intent, the same in every repeat; '' for a question. */
  key: string;
  /** Of the sentences in an answer; zh-Hans when absent. */
  lang?: Language;
}
