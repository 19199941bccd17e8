import type { EpochMs } from '../../typings/domain';

/** The only place that reads the machine's clock; everything else takes the time as an argument. */
export type Clock = () => EpochMs;

export const systemClock: Clock = () => Date.now() as EpochMs;
