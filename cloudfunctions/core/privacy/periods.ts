/**
 * How long what is kept about people is kept, in days. The timer forgets by these figures, the declaration names them,
 * and the app shows them: none of the three has figures of its own.
 */
export const PERIODS = {
  /** Notices, after they were due and sent or seen to have been of no use. */
  notices: 400,
  /** What the staff did: three years, the time in which most claims can be raised. */
  trail: 1095,
  /** Consents to a message that were used. */
  consents: 400,
  /** Rows of a list from an older system, after its import has ended. */
  imports: 30,
  /** Lists that somebody of the staff has taken out of the shop. */
  exports: 7,
  /** What was asked of a second person, after it was decided. */
  approvals: 400,
  /** Openid and name of somebody who has left the staff, after that. */
  formerStaff: 400,
  /** On which days a member was here: 26 months, two years to compare and the months that have begun. */
  activity: 792,
  /** Name, telephone and address of a parcel, after its redemption has ended. */
  addresses: 400,
  /** What a partner's system has asked, to recognise it when it asks again. */
  requests: 30,
  /** Counts against guessing and for daily limits. */
  tallies: 2,
} as const satisfies Readonly<Record<string, number>>;

export type Period = keyof typeof PERIODS;
