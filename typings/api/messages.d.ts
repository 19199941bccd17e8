/** Messages that WeChat sends for the shop: one consent, one message. */

/** What a member can ask to be told. The merchant maps each to a template of their own. */
export type MessageKind =
  | 'memberDay'
  | 'pointsEnding'
  | 'couponEnding'
  | 'tierWarning'
  | 'redemptionReady'
  | 'rewardPaid';

/** What WeChat's sheet answered for one template; 'ban' and 'filter' are WeChat's own refusals. */
export interface ConsentAnswer {
  kind: MessageKind;
  answer: 'accept' | 'reject' | 'ban' | 'filter';
}

export interface ConsentsView {
  /** Messages that may still be sent, by kind; kinds without a template are absent. */
  left: Partial<Record<MessageKind, number>>;
}

export interface MessageActions {
  'messages.view': [Record<string, never>, ConsentsView];
  /** Where no other command goes along; otherwise the answers ride with the command (Request.consents). At most 3. */
  'messages.consent': [{ answers: ConsentAnswer[] }, ConsentsView];
}
