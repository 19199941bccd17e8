/** Verdicts of the check-up, from what was found. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimerHealth } from '../../../cloudfunctions/core/health';
import { type Found, verdicts } from '../../../cloudfunctions/core/health/rules';
import { functions } from '../../../cloudfunctions/manifest/functions';
import { PERMISSIONS } from '../../../cloudfunctions/platform/permission';
import { VERSION } from '../../../cloudfunctions/platform/version';
import { version } from '../../../package.json';
import type { HealthCode } from '../../../typings/api/health';
import type { EpochMs } from '../../../typings/domain';

const NOW = Date.UTC(2026, 10, 22, 6) as EpochMs;
const before = (minutes: number) => (NOW - minutes * 60_000) as EpochMs;

const timer: TimerHealth = {
  _id: 'timer',
  shape: 1,
  at: before(5),
  build: '0123456789abcdef',
  tick: { at: before(5), ms: 900, failed: [] },
  sealed: {},
  sealedUnder: 'k2',
  probe: '',
  pay: { at: before(30), account: 'v3 1900000109', found: 'answered' },
  openapi: { at: before(30), answers: { 'security:msgSecCheck': 0 } },
};

const well: Found = {
  now: NOW,
  timer,
  openapi: { 'security.msgSecCheck': 0 },
  collections: { members: true, ledger: true },
  keys: { own: true, timers: true, ids: ['a1', 'k1', 'k2'] },
  settings: { account: 'v3 1900000109', openStores: 1 },
  http: { base: true, needed: true, paths: [{ path: '/partner', reached: 'ours' }] },
  stuck: 0,
  overdue: 0,
};

function verdict(code: HealthCode, found: Partial<Found>) {
  const { state, finding, cure } = verdicts({ ...well, ...found }).find((row) => row.code === code) ?? {};
  return [state, finding, cure];
}
const ticked = (tick: Partial<TimerHealth['tick']>) => ({ timer: { ...timer, tick: { ...timer.tick, ...tick } } });

test('a shop in order is green throughout, and nothing is to be done', () => {
  const rows = verdicts(well);
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'green'));
  expect(rows.every(({ cure }) => cure === null)).toBe(true);
});

test('the age of the last tick: two may fail, an hour may not', () => {
  expect(verdict('tick', ticked({ at: before(25) }))).toEqual(['green', 'recent', null]);
  expect(verdict('tick', ticked({ at: before(26) }))).toEqual(['amber', 'late', 'trigger']);
  expect(verdict('tick', ticked({ at: before(61) }))).toEqual(['red', 'stopped', 'trigger']);
  expect(verdict('tick', { timer: null })).toEqual(['red', 'never', 'trigger']);
});

test('steps that failed are named; a tick that takes almost a minute is said', () => {
  expect(verdict('steps', ticked({ failed: ['payments'] }))).toEqual(['red', 'failed', 'logs']);
  expect(verdict('steps', ticked({ failed: ['settings'] }))).toEqual(['red', 'failed', 'settings']);
  expect(verdict('steps', ticked({ ms: 53_000 }))).toEqual(['amber', 'long', 'wait']);
  expect(verdict('steps', { timer: null })).toEqual(['unknown', 'noTick', null]);
});

test('a missing permission is red wherever it is missing; no answer is no verdict', () => {
  const refusedTimer = (code: number) => ({ timer: { ...timer, openapi: { at: NOW, answers: { a: code } } } });
  expect(verdict('openapi', { openapi: { a: -604101, b: 0 } })).toEqual(['red', 'denied', 'openapi']);
  expect(verdict('openapi', refusedTimer(-604101))).toEqual(['red', 'denied', 'openapi']);
  expect(verdict('openapi', refusedTimer(-604104))).toEqual(['amber', 'timerRefused', 'trigger']);
  expect(verdict('openapi', { openapi: { a: -1 } })).toEqual(['unknown', 'noAnswer', 'wait']);
});

test('collections, keys and settings', () => {
  expect(verdict('collections', { collections: { members: true, health: false } })).toEqual([
    'red',
    'missing',
    'deploy',
  ]);
  expect(verdict('keys', { keys: { own: false, timers: false, ids: [] } })).toEqual(['red', 'broken', 'keys']);
  expect(verdict('keys', { keys: { own: true, timers: false, ids: [] } })).toEqual(['red', 'differ', 'keys']);
  expect(verdict('keys', { keys: { own: true, timers: null, ids: [] } })).toEqual(['green', 'own', null]);
  expect(verdict('keys', { timer: { ...timer, sealed: { a1: 0, k1: 40, k2: 7 } } })).toEqual([
    'green',
    'resealing',
    null,
  ]);
  expect(verdict('keys', { timer: { ...timer, sealed: { k1: 0, k2: 7 } } })).toEqual(['green', 'same', null]);
  expect(verdict('keys', { timer: { ...timer, sealed: { k9: 1 } } })).toEqual(['red', 'lost', 'keys']);
  expect(verdict('settings', { settings: null })).toEqual(['red', 'unreadable', 'settings']);
  expect(verdict('settings', { settings: { account: 'none', openStores: 0 } })).toEqual([
    'amber',
    'noStore',
    'settings',
  ]);
});

test('a path that does not lead here is red only where something needs it', () => {
  const lost = (reached: 'other' | 'silent', needed: boolean) => ({
    http: { base: true, needed, paths: [{ path: '/partner', reached }] },
  });
  expect(verdict('http', lost('other', true))).toEqual(['red', 'other', 'http']);
  expect(verdict('http', lost('silent', true))).toEqual(['red', 'silent', 'http']);
  expect(verdict('http', lost('silent', false))).toEqual(['amber', 'silent', 'http']);
  expect(verdict('http', { http: { base: false, needed: true, paths: [] } })).toEqual(['amber', 'noBase', 'http']);
  expect(verdict('http', { http: { base: false, needed: false, paths: [] } })).toEqual(['unknown', 'unused', null]);
});

test('what was found of another account says nothing of this one', () => {
  const paid = (found: NonNullable<TimerHealth['pay']>['found'], account = 'v3 1900000109') => ({
    timer: { ...timer, pay: { at: NOW, account, found } },
  });
  expect(verdict('pay', paid('answered', 'v3 1900000110'))).toEqual(['unknown', 'notYet', 'wait']);
  expect(verdict('pay', paid('missing'))).toEqual(['red', 'missing', 'payKeys']);
  expect(verdict('pay', paid('broken'))).toEqual(['red', 'broken', 'payKeys']);
  expect(verdict('pay', paid('other'))).toEqual(['red', 'other', 'payKeys']);
  expect(verdict('pay', paid('silent'))).toEqual(['red', 'silent', 'payAnswer']);
  expect(verdict('pay', { ...paid('broken'), settings: { account: 'none', openStores: 1 } })).toEqual([
    'green',
    'off',
    null,
  ]);
});

test('what is parked is red, what waits too long is amber', () => {
  expect(verdict('stuck', { stuck: 1 })).toEqual(['red', 'some', 'books']);
  expect(verdict('stuck', { stuck: 100 })).toEqual(['red', 'many', 'books']);
  expect(verdict('backlog', { overdue: 3 })).toEqual(['amber', 'some', 'wait']);
});

test('whatever is found, each row comes once, and what is wrong has a cure', () => {
  const code = fc.constantFrom(0, -604101, -604104, -1);
  const found = fc.record<Found>({
    now: fc.constant(NOW),
    timer: fc.option(
      fc
        .record({
          minutes: fc.integer({ min: -600, max: 600 }),
          ms: fc.integer({ min: 0, max: 60_000 }),
          failed: fc.array(fc.constantFrom('sweep', 'settings')),
          answer: code,
        })
        .map(({ minutes, ms, failed, answer }) => ({
          ...timer,
          tick: { at: before(minutes), ms, failed },
          openapi: { at: NOW, answers: { a: answer } },
        })),
    ),
    openapi: fc.dictionary(fc.constantFrom('a', 'b'), code),
    collections: fc.dictionary(fc.constantFrom('members', 'ledger'), fc.boolean()),
    keys: fc.record({ own: fc.boolean(), timers: fc.option(fc.boolean()), ids: fc.constant(['k1']) }),
    settings: fc.option(fc.record({ account: fc.constantFrom('none', 'v3 1900000109'), openStores: fc.nat(3) })),
    http: fc.record({
      base: fc.boolean(),
      needed: fc.boolean(),
      paths: fc.array(
        fc.record({ path: fc.constant('/partner'), reached: fc.constantFrom('ours', 'other', 'silent') }),
      ),
    }),
    stuck: fc.nat(100),
    overdue: fc.nat(100),
  });
  fc.assert(
    fc.property(found, (each) => {
      const rows = verdicts(each);
      expect(new Set(rows.map(({ code: name }) => name)).size).toBe(10);
      for (const { state, cure } of rows) if (state === 'red' || state === 'amber') expect(cure).not.toBeNull();
    }),
  );
});

test('whatever open API the staff and the timer declare is asked about', () => {
  const declared = [...(functions.staff?.openapi ?? []), ...(functions.timer?.openapi ?? [])];
  expect([...new Set(declared)].sort()).toEqual([...PERMISSIONS].sort());
});

test('the functions know the version of package.json', () => {
  expect(VERSION).toBe(version);
});
