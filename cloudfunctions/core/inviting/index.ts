export { friendOrderBirths, referralBirth, SETTLE_MS } from './birth';
export type { CaseReason, FriendOrder, Invited, Referral, Stage, StageState } from './referral';
export { type AssistTerms, assistSchema, type ReferralTerms, type Reward, referralSchema } from './terms';
