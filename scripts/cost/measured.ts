import type { Occasion } from './habits';

/** Calls of functions and requests to the database, as `npm run bench -- calls` measures them; it complains when they change. */
export const MEASURED: { occasions: Record<Occasion, number>; idleTick: number; busyTick: number } = {
  occasions: { open: 12, checkIn: 8, order: 11, exchange: 41, coupon: 33, visit: 10 },
  idleTick: 30,
  busyTick: 53,
};
