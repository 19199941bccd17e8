import type { Occasion } from './habits';

/** Calls of functions and requests to the database, as `npm run bench -- calls` measures them; it complains when they change. */
export const MEASURED: { occasions: Record<Occasion, number>; idleTick: number } = {
  occasions: { open: 11, checkIn: 23, order: 27, exchange: 51, coupon: 45, visit: 17 },
  idleTick: 74,
};
