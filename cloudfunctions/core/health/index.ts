export { type TimerHealth, timerHealth } from './document';
export { type Doctor, lookAtHealth } from './look';
export { type Asks, noteTick, type Ticked } from './note';
export type { Till } from './pay';
export { asksForSelfCheck, type SelfCheck, selfCheck } from './self-check';
