export { givingBack, type Sold, stepOf, takingOff } from './beside';
export { type Deduction, type DeductionId, orderRef, type Taken } from './deduction';
export { type Ended, type Ending, endDeduction, releaseDeductions } from './end';
export { type OpenDeduction, openDeductions } from './open';
export { type Reserved, type Reserving, reserveDeduction } from './service';
