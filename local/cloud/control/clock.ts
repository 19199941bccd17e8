import * as v from 'valibot';
import type { Clock } from '../clock';
import { ControlError } from './answer';

const DAY_MS = 86_400_000;
/** The years 2000 to 2100: a clock outside of them is a slip of the unit. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const Instant = v.pipe(
  v.union([
    v.number(),
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.transform((text) => Date.parse(text)),
    ),
  ]),
  v.integer(),
  v.minValue(EARLIEST_MS),
  v.maxValue(LATEST_MS),
);

export const ClockInput = v.pipe(
  v.strictObject({
    now: v.optional(Instant),
    advanceDays: v.optional(v.pipe(v.number(), v.minValue(-36_500), v.maxValue(36_500))),
    advanceMs: v.optional(v.pipe(v.number(), v.integer(), v.safeInteger())),
    reset: v.optional(v.literal(true)),
  }),
  v.check((input) => Object.keys(input).length === 1, 'exactly one of now, advanceDays, advanceMs, reset'),
);

export function clockFigures(clock: Clock): { now: number; iso: string; offsetMs: number } {
  const now = clock.nowMs();
  return { now, iso: new Date(now).toISOString(), offsetMs: clock.offsetMs };
}

export async function moveClock(clock: Clock, input: v.InferOutput<typeof ClockInput>): Promise<void> {
  if (input.reset) return clock.reset();
  if (input.now !== undefined) return clock.moveTo(input.now);
  const ms = Math.round((input.advanceDays ?? 0) * DAY_MS) + (input.advanceMs ?? 0);
  const target = clock.nowMs() + ms;
  if (target < EARLIEST_MS || target > LATEST_MS) {
    throw new ControlError(400, 'INVALID_PARAM', 'the clock stays between 2000 and 2100', 'advanceMs');
  }
  await clock.advance(ms);
}
