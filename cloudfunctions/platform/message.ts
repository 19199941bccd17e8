/** What leaves the shop for one person, by whichever channel, and what the channel says of it. */
export interface Message {
  /** Address on that channel: an openid, an Official Account's openid, a member number. */
  to: string;
  kind: string;
  /** '' where the channel has no templates. */
  templateId: string;
  fields: Readonly<Record<string, string>>;
  /** Of the mini-program, with its query. */
  page: string;
}

/**
 * 'refused': the person does not want it (any more); 'unreachable': there is nobody under this address; 'again': not taken
 * now, may be sent later; 'unsure': no answer, it may have been sent.
 */
export type Sent =
  | { is: 'sent' | 'refused' | 'unreachable' | 'again' | 'unsure' }
  /** Something of the shop's set-up is wrong: the channel's own number for it. `own`: with this one message alone. */
  | { is: 'trouble'; code: string; own: boolean };

/** Never throws: what a channel does wrong is an outcome of it. */
export type Send = (message: Message) => Promise<Sent>;
