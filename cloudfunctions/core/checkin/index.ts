export { checkInGuide } from './guide';
export { type Caller, calendar, checkInOf, makeUp, signIn } from './service';
export type { CheckInState } from './streak';
