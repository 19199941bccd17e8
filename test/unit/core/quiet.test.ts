import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, startOf } from '../../../cloudfunctions/core/calendar';
import { isQuiet, opensOn } from '../../../cloudfunctions/core/outbox/quiet';
import type { DayKey, EpochMs } from '../../../typings/domain';

const MINUTE = 60_000;
const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((all) => `${`${Math.floor(all / 60)}`.padStart(2, '0')}:${`${all % 60}`.padStart(2, '0')}`);
const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC');
const day = '2026-11-22' as DayKey;

test('a day opens with its first minute that is not quiet, wherever the shop is', () => {
  fc.assert(
    fc.property(time, time, zone, (from, to, where) => {
      const quiet = { from, to };
      const opens = opensOn(day, quiet, where);
      expect(dayOf(opens, where)).toBe(day);
      expect(isQuiet(quiet, opens, where)).toBe(false);
      for (let at = startOf(day, where); at < opens; at = (at + 7 * MINUTE) as EpochMs)
        expect(isQuiet(quiet, at, where)).toBe(true);
    }),
  );
});

test('quiet hours are over with their last minute, and the same time twice is none', () => {
  const night = { from: '21:00', to: '09:00' };
  const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 22, hour - 8, minute) as EpochMs;
  const asked = [at(20, 59), at(21), at(23, 59), at(24), at(32, 59), at(33)];
  expect(asked.map((each) => isQuiet(night, each, 'Asia/Shanghai'))).toEqual([false, true, true, true, true, false]);
  expect(asked.some((each) => isQuiet({ from: '09:00', to: '09:00' }, each, 'Asia/Shanghai'))).toBe(false);
});
