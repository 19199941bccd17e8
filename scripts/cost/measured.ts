import type { Occasion } from './habits';

/** Calls of functions and requests to the database, as `npm run bench -- calls` measures them; it complains when they change. */
export const MEASURED: { occasions: Record<Occasion, number>; idleTick: number } = {
  occasions: { open: 1, checkIn: 1, order: 1, exchange: 1, coupon: 1, visit: 1 },
  idleTick: 1,
};
