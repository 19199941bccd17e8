export { givingBack, type Sold, takingOff } from './beside';
export type { Deduction, DeductionId, Taken } from './deduction';
export { type Ended, type Ending, endDeduction, releaseDeductions } from './end';
export { type Reserved, type Reserving, reserveDeduction } from './service';
