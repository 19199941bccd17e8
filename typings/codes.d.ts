/**
 * Codes that the cloud sends and the phone's words render, with the arguments each one carries.
 * A code the phone does not know is shown by the line's result alone, so an older phone never breaks.
 */

/** Lines of a receipt: `Because.code` -> `Because.args`. */
export interface BecauseArgs {
  /** Joined the shop's membership. */
  'join.welcome': Record<string, never>;
  /** Points for joining. */
  'join.points': { points: number };
  /** The day's check-in. */
  'checkin.base': { points: number };
  /** A stepped reward: the n-th day in a row brings `points` instead of the base. */
  'checkin.step': { day: number; points: number };
  /** `streak` days in a row: `points` extra. */
  'checkin.streak': { streak: number; points: number };
  /** `streak` days in a row: a right, no points. */
  'checkin.right': { streak: number; right: string };
  /** A missed day was filled with a make-up card. */
  'makeup.card': { day: string; left: number };
  /** Points whose last day has passed. */
  'expiry.lot': { lastDay: string; points: number };
  /** Nickname or picture changed; no points. */
  'profile.changed': Record<string, never>;
  /** The base of an order: every `perFen` fen bring `points`; `fen` is what remains after refunds. */
  'order.base': { fen: number; perFen: number; points: number };
  /** A rule that brings fixed points: `name` is the merchant's word for it. */
  'rule.fixed': { name: string; points: number };
  /** The tier's multiplier in hundredths (150 = 1.5 times), of the tier held when the event was booked. */
  'tier.factor': { tier: string; factor: number };
  /** A rule that multiplies, in hundredths; `name` is the merchant's word for it. */
  'rule.factor': { name: string; factor: number };
  /** All multipliers together stay below the programme's cap, in hundredths. */
  'cap.open': { cap: number };
  /** They would pass it: the cap holds instead of `product`. */
  'cap.reached': { cap: number; product: number };
  /** `streak` days in a row: the day's base is multiplied, in hundredths. */
  'checkin.double': { streak: number; factor: number };
  /** Of an order of `paidFen`, `refundedFen` have gone back. */
  'order.refunded': { paidFen: number; refundedFen: number };
  /** A refund that came before its payment: nothing to take back yet. */
  'order.unpaid': { refundedFen: number };
  /** What earlier events of the same order have already brought (or taken). */
  'order.before': { points: number };
  /** Spendable from this day on; before, they wait for the return window to end. */
  'order.waiting': { day: string };
  /** Waits until the order is completed. */
  'order.completed': { day: string };
  /** What a refund would have taken but the member no longer has: waived by the programme. */
  'order.waived': { points: number };
  /** What a refund has taken beyond the balance; the next points pay it off. */
  'order.debt': { points: number };
  /** Points that paid off such a debt. */
  'debt.paid': { points: number };
  /** Growth by this entry (negative when taken back). */
  'growth.counted': { growth: number };
  /** A tier was reached. */
  'tier.up': { tier: string };
  /** A tier was lost because a refund took back what it rested on. */
  'tier.revoked': { from: string; to: string };
  /** A tier ended because its time was over. */
  'tier.down': { from: string; to: string };
  /** A tier holds for another period. */
  'tier.kept': { tier: string; until: string };
  /** Gift for reaching a tier. */
  'tier.gift': { tier: string; points: number };
  /** The tier's birthday pack. */
  'birthday.pack': { tier: string; points: number };
  /** Birthday set; no points. The day itself is nothing for a ledger. */
  'birthday.set': Record<string, never>;
  /** This member's points went to, or came from, another member of the same person. `number`: last four digits. */
  'merge.out': { number: string; points: number };
  'merge.in': { number: string; points: number };
  /** The other member could not take them: they are back. */
  'merge.returned': { points: number };
  /** A reward was taken: `points` for all of them. */
  'exchange.reward': { name: string; quantity: number; points: number };
  /** The day's discount on redemption; `rate` in percent of the price (80 = 8 折), `name` the merchant's word for it. */
  'exchange.discount': { name: string; rate: number };
  /** A right that a streak had earned was used for it. */
  'exchange.right': { right: string };
  /** It was given back. `reason`: member, staff, timeout (not collected in time). */
  'exchange.cancelled': { name: string; quantity: number; points: number; reason: string };
  /** Points set aside until `fen` are paid. */
  'pay.reserved': { name: string; points: number; fen: number };
  'pay.captured': { name: string; fen: number };
  /** Not paid: everything is back. */
  'pay.released': { name: string; points: number };
  /** Money that came when everything had gone back: it is refunded. */
  'pay.late': { fen: number };
  'coupon.claimed': { coupon: string };
  /** A coupon came with it. */
  'coupon.granted': { coupon: string; count: number };
  /** A coupon took `fen` off the price. */
  'order.coupon': { coupon: string; fen: number };
  /** `points` took `fen` off the price. */
  'deduct.points': { points: number; fen: number };
  /** The order went back, and the points with it. */
  'deduct.returned': { points: number };
  /** A friend has joined, or their first order stands. Coupons beside it have lines of their own. */
  'referral.registered': { points: number };
  'referral.firstOrder': { points: number };
  /** Not rewarded although a friend came; `reason` as in ReferralReason: dayLimit, campaignLimit, budget. */
  'referral.limited': { reason: string };
  /** Joined on a friend's invitation. */
  'invited.pack': { points: number };
  /** Friends have helped. */
  'assist.done': { name: string; helpers: number; points: number };
  /** Checked in at a store; its points come from the rules and have lines of their own. `store` '' while there is one alone. */
  'visit.signed': { store: string };
  /** The staff put something right; `reason` is what they wrote for the member to read. */
  'adjust.points': { reason: string; points: number };
  /** The running streak was put right, days. */
  'adjust.streak': { reason: string; from: number; to: number };
  /** Birthday put right by the staff; the day itself is nothing for a ledger. */
  'adjust.birthday': Record<string, never>;
  /** The account was paused: it takes what comes in and cannot spend. */
  'state.frozen': { reason: string };
  'state.active': Record<string, never>;
  /** The member wants to leave: the account is closed after the day `until`. */
  'closing.asked': { until: string };
  /** They stay after all. */
  'closing.stayed': Record<string, never>;
  /** The account was closed: `points` are given up, those that were still waiting among them. */
  'closing.done': { points: number };
  /** What was owed is waived with it. */
  'closing.waived': { points: number };
  /** Points and growth brought from an older system. */
  'opening.points': { points: number };
  /** What was brought was taken back: the import was undone. */
  'opening.undone': { points: number };
  /** Somebody else's act would have brought `points`, which this account could not take. */
  'credit.refused': { points: number };
}

/** Rows of 怎样赚积分 and of the rules: `GuideRow.code` -> `GuideRow.args`. */
export interface GuideArgs {
  'join.points': { points: number };
  'checkin.daily': { points: number };
  'checkin.step': { day: number; points: number };
  'checkin.streak': { streak: number; points: number };
  'checkin.right': { streak: number; right: string };
  'checkin.day': { zone: string };
  'makeup.cards': { perMonth: number; windowDays: number };
  'points.validity': { months: number };
  /** Points end with month `month` (12 = the calendar year), `years` years after the one they were earned in. */
  'points.fixedEnd': { month: number; years: number };
  /** Points of an order can be spent `days` days after payment, or after completion. */
  'points.waiting': { days: number; from: 'paid' | 'completed' };
  /** What happens when refunded points are already spent. */
  'points.refund': { shortfall: 'waive' | 'debt' };
  /** `when` as below; '' for the shop's plain rate. */
  'order.base': { perFen: number; points: number; when: string };
  /**
   * Merchant's own rule. `when` is its conditions: `weekday:3,6|channel:mini|minimum:50000|firstOrder`. Tiers and stores stand
   * in it by the merchant's names, days as DayKeys, money in fen; '' when it holds always.
   */
  'rule.fixed': { name: string; points: number; when: string };
  'rule.factor': { name: string; factor: number; when: string };
  'rule.cap': { cap: number };
  'birthday.rule': { name: string; points: number; minimumDays: number };
  'checkin.double': { streak: number; factor: number };
  'checkin.factor': { name: string; factor: number; when: string };
  'growth.perFen': { perFen: number };
  'growth.checkin': { growth: number };
  'growth.join': { growth: number };
  'tier.reach': { tier: string; growth: number };
  'tier.validity': { months: number };
  'tier.forever': Record<string, never>;
  'tier.keep': { tier: string; growth: number };
  'tier.grace': { days: number; warningDays: number };
  'tier.provisional': Record<string, never>;
  /** `points` take `fen` off an order of at least `minimumFen`, at most `maxRate` percent of it. */
  'deduct.rate': { points: number; fen: number; minimumFen: number; maxRate: number };
  /** A rule that gives coupons; `coupon` is the template's name. */
  'rule.coupon': { name: string; coupon: string; count: number; when: string };
  'coupon.streak': { streak: number; coupon: string; count: number };
  /** For the inviter; `coupons` are names with counts, joined for reading: '新客券 × 2'; '' when none. */
  'referral.registered': { points: number; coupons: string };
  'referral.firstOrder': { points: number; coupons: string; minimumFen: number };
  /** For the friend. */
  'referral.friend': { points: number; coupons: string };
  /** Not more friends than these are rewarded in a day and in all. */
  'referral.limits': { perDay: number; inAll: number };
  /** The first order counts when its points can be spent and nothing of it can go back, if it comes within `days` of joining. */
  'referral.when': { days: number };
  /** Joining and ordering count, sharing does not. */
  'referral.fair': Record<string, never>;
  'assist.rule': { name: string; helpers: number; hours: number; points: number; coupons: string };
  'visit.points': { name: string; points: number; when: string };
  'visit.limit': { perDay: number };
  'coupon.tier': { tier: string; coupon: string; count: number };
}

/** Rights of a tier: `RightView.code` -> `RightView.args`. Factors in hundredths, rates in percent of the price. */
export interface RightArgs {
  multiplier: { factor: number };
  checkIn: { factor: number };
  /** 95 = 9.5 折 */
  discount: { rate: number };
  freeShipping: { minimumFen: number };
  priorityShipping: Record<string, never>;
  service: { text: string };
  birthdayPack: { name: string; points: number };
  exclusiveGoods: Record<string, never>;
  earlyAccess: { hours: number };
  /** The merchant's own words. */
  custom: { name: string; text: string };
}

/** Notices: `NoticeView.kind` -> `NoticeView.facts`. */
export interface NoticeArgs {
  /** The member has asked to leave, `until` the day of the end; '' when they stay after all. */
  closing: { until: string };
  /** An order was booked: `points` may wait until `from` ('' when spendable at once). */
  sale: { fen: number; points: number; store: string; from: string };
  /** A refund was booked; `points` is negative or 0. */
  refund: { fen: number; points: number };
  tierUp: { tier: string; until: string };
  tierRevoked: { from: string; to: string };
  tierDown: { from: string; to: string };
  /** The tier falls after `until` unless `missing` growth (about `missingFen` fen of spending) comes. */
  tierWarning: { tier: string; to: string; until: string; missing: number; missingFen: number };
  tierGift: { tier: string; points: number };
  birthday: { points: number };
  /** Points that end with `lastDay`. */
  expiring: { points: number; lastDay: string };
  merged: { points: number };
  /** Coupons came; `until` is their last day. */
  coupon: { coupon: string; count: number; until: string };
  /** A coupon was used at a counter or till; `store` '' while there is one alone. */
  couponUsed: { coupon: string; store: string };
  /** A redemption is on its way. */
  shipped: { name: string; carrier: string; number: string };
  /** A redemption was given back; `reason` as in 'exchange.cancelled'. */
  redemptionCancelled: { name: string; points: number; reason: string };
  /** Paid, and the reward is theirs. */
  paid: { name: string; points: number; fen: number };
  /** What a friend has brought; `stage` registered or firstOrder; `friend` '' for one without a name. */
  referralPaid: { friend: string; stage: string; points: number };
  /** Somebody joined on this member's invitation. */
  friendJoined: { friend: string };
  assistDone: { name: string; points: number };
  /** The staff put the balance right; `reason` is what they wrote for the member. */
  adjusted: { points: number; reason: string };
  /** A member day is tomorrow. */
  memberDay: { name: string; day: string };
  /** `count` coupons end with `until`, among them `coupon`. */
  couponEnding: { coupon: string; count: number; until: string };
  /** A redemption waits to be collected until `until`. */
  redemptionReady: { name: string; store: string; until: string };
  /** `fen` are on their way back. */
  moneyBack: { name: string; fen: number };
}

/** Why a reward or an offer cannot be taken now: `BarView.code` -> `BarView.args`. */
export interface BarArgs {
  guest: Record<string, never>;
  frozen: Record<string, never>;
  /** So many points are missing. */
  short: { missing: number };
  /** For the tiers named, the lowest of them is `tier`. */
  tier: { tier: string };
  /** For who has a running streak of `days`. */
  streak: { days: number; missing: number };
  /** For who has earned this right. */
  right: { right: string };
  /** For members with a tag they do not have. */
  tag: Record<string, never>;
  /** Opens then, for this member: the instant to count down to, and the day and 'HH:mm' of it in the programme's zone. */
  soon: { at: number; day: string; time: string };
  over: Record<string, never>;
  soldOut: Record<string, never>;
  limit: { count: number; period: string };
}

/** Why a reward waits for somebody to look at it: `CaseView.reasons`. */
export interface CaseReasonArgs {
  /** So many friends came from one network address within a day. */
  sameAddress: { count: number };
  /** So many friends joined within ten minutes. */
  speed: { count: number };
  /** The inviter came by an invitation that is itself being looked at or was refused. */
  chain: Record<string, never>;
  /** The friend was a customer before: under a phone number or as an earlier member. */
  knownCustomer: Record<string, never>;
  /** WeChat's risk rank, 1 to 4. */
  risk: { rank: number };
  /** WeChat could not be asked. */
  riskUnknown: Record<string, never>;
  /** The campaign's points are used up: whoever decides to pay pays beyond them. */
  budget: Record<string, never>;
}
