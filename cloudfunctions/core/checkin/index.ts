export type { CheckInContext } from './booking';
export { checkInGuide, checkInRules } from './guide';
export { mendedRun } from './mend';
export { calendar, checkInOf, makeUp, signIn } from './service';
export { type CheckInState, streakOf } from './streak';
export { type Paid, paidFor } from './terms';
