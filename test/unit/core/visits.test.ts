/** Codes that prove a visit, and what the visit books. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settings } from '../../../cloudfunctions/core/settings';
import {
  isPrinted,
  printedScene,
  screenCodeAt,
  storeNamedIn,
  storeProvedBy,
} from '../../../cloudfunctions/core/visits/code';
import { earnedBy, isFull, visitPosting } from '../../../cloudfunctions/core/visits/rules';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { blank, JOINED, lifeUnder } from './time';

const KEY = Buffer.alloc(32, 7);
const OTHER_KEY = Buffer.alloc(32, 8);
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 21, 4) as EpochMs;

const STORES = ['default', 'north', '7-11_Kangding-Lu-218-Hao-Shangha', '42'];
const store = fc.constantFrom(...STORES);
const instants = fc.integer({ min: NOON, max: NOON + 400 * 86_400_000 }).map((at) => at as EpochMs);
const never = () => null;
const first = () => 1;

const provedAt = (code: string, now: number) => storeProvedBy(code, STORES, first, now as EpochMs, KEY);

test('a screen’s code proves its store in its own step, the one before and the one after, and at no other time', () => {
  fc.assert(
    fc.property(store, instants, (id, at) => {
      const { text, until } = screenCodeAt(id, at, KEY);
      expect(until - at).toBeGreaterThan(0);
      expect(until - at).toBeLessThanOrEqual(MINUTE);
      const from = until - MINUTE;
      for (const now of [from - MINUTE, from, at, until - 1, until, until + MINUTE - 1])
        expect(provedAt(text, now)).toBe(id);
      for (const now of [from - MINUTE - 1, until + MINUTE, until + 86_400_000, from - 86_400_000])
        expect(provedAt(text, now)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('what is guessed, changed by a character, or of another shop proves nothing', () => {
  fc.assert(
    fc.property(store, instants, fc.nat(), fc.constantFrom('A', 'b', '7', '_', '.'), (id, at, place, letter) => {
      for (const code of [screenCodeAt(id, at, KEY).text, printedScene(id, 1, KEY)]) {
        const where = place % code.length;
        const changed = code.slice(0, where) + letter + code.slice(where + 1);
        if (changed !== code) expect(provedAt(changed, at)).toBeNull();
      }
      expect(provedAt(screenCodeAt(id, at, OTHER_KEY).text, at)).toBeNull();
      expect(provedAt(printedScene(id, 1, OTHER_KEY), at)).toBeNull();
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 64 }), (text) => {
      expect(provedAt(text, NOON)).toBeNull();
      expect(provedAt(`HTKV.default.${Math.floor(NOON / MINUTE)}.${text}`, NOON)).toBeNull();
      expect(provedAt(`v=${text}`, NOON)).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('a code proves its own store alone, and none that the shop no longer has', () => {
  fc.assert(
    fc.property(store, store, instants, (id, other, at) => {
      const { text } = screenCodeAt(id, at, KEY);
      const moved = text.replace(`HTKV.${id}.`, `HTKV.${other}.`);
      expect(provedAt(moved, at)).toBe(id === other ? id : null);
      expect(storeNamedIn(moved)).toBe(other);
      const rest = STORES.filter((each) => each !== id);
      expect(storeProvedBy(text, rest, first, at, KEY)).toBeNull();
      expect(storeProvedBy(printedScene(id, 1, KEY), rest, first, at, KEY)).toBeNull();
    }),
    { numRuns: 100 },
  );
});

test('a printed code holds until it is printed anew, and a store that has printed none has none', () => {
  fc.assert(
    fc.property(store, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (id, made, held) => {
      const scene = printedScene(id, made, KEY);
      const proved = storeProvedBy(scene, STORES, (each) => (each === id ? held : null), NOON, KEY);
      expect(proved).toBe(made === held ? id : null);
      expect(storeProvedBy(scene, STORES, never, NOON, KEY)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('a scene is what WeChat takes: at most 32 of its characters, whatever the store is called', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 32 }), fc.integer({ min: 1 }), (id, printing) => {
      const scene = printedScene(id, printing, KEY);
      expect(scene).toMatch(/^[A-Za-z0-9!#$&'()*+,/:;=?@\-._~]{1,32}$/);
      expect(isPrinted(scene)).toBe(true);
      expect(isPrinted(screenCodeAt('default', NOON, KEY).text)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

const TODAY = JOINED;
const tomorrow = '2026-01-11' as DayKey;

function settings(perDay: number): Settings {
  const life = lifeUnder({
    visits: { perDay },
    earning: {
      cap: 500,
      rules: [
        { code: 'visit', name: '路过有礼', on: ['visit'], when: [], give: { code: 'fixed', points: 3 } },
        {
          code: 'north',
          name: '新店有礼',
          on: ['visit'],
          when: [{ code: 'store', stores: ['north'] }],
          give: { code: 'fixed', points: 4 },
        },
      ],
    },
  });
  const stores = ['default', 'north'].map((id) => ({ id, name: id, address: '', hours: '', phone: '' }));
  return { ...life, stores, templates: [] } as unknown as Settings;
}

const visit = (storeId: string) => ({ storeId, today: TODAY, now: NOON, tap: 't' });

test('a visit books what the rules on visits say of that store, and says so', () => {
  const shop = settings(2);
  const life = lifeUnder();
  const { drafts, change } = visitPosting(shop, blank(life), visit('north'));
  expect(drafts).toHaveLength(1);
  expect(drafts[0]).toMatchObject({ key: `visit:north:${TODAY}`, kind: 'visit' });
  expect(drafts[0]?.because).toEqual([
    { code: 'visit.signed', args: { store: 'north' }, result: 0 },
    { code: 'rule.fixed', args: { name: '路过有礼', points: 3 }, result: 3 },
    { code: 'rule.fixed', args: { name: '新店有礼', points: 4 }, result: 7 },
  ]);
  expect(change.lots?.map(({ points }) => points)).toEqual([7]);
  expect(earnedBy(shop, null, 'default', TODAY).points).toBe(3);
});

test('a day is full after so many stores, and the next one is empty again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), (perDay) => {
      const shop = settings(perDay);
      let member = blank(lifeUnder());
      for (let n = 0; n < perDay; n += 1) {
        expect(isFull(shop, member, TODAY)).toBe(false);
        member = { ...member, ...visitPosting(shop, member, visit(`store-${n}`)).change };
      }
      expect(isFull(shop, member, TODAY)).toBe(true);
      expect(isFull(shop, member, tomorrow)).toBe(false);
    }),
    { numRuns: 10 },
  );
});

test('a visit that brings nothing is booked all the same', () => {
  const shop = { ...settings(1), programme: { ...lifeUnder().programme, visits: { perDay: 1 } } } as Settings;
  const { drafts, change } = visitPosting(shop, blank(lifeUnder()), visit('default'));
  expect(drafts[0]?.moves).toEqual([]);
  expect(change.counters).toHaveLength(1);
  expect(change.lots).toEqual([]);
});
