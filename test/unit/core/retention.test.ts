import { expect, test } from 'vitest';
import { PERIODS } from '../../../cloudfunctions/core/privacy';
import { retain } from '../../../cloudfunctions/core/retention';
import { oldMonth } from '../../../cloudfunctions/core/retention/bounds';
import type { Collection } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON, settings } from '../../faults/simulation/world';

const DAY = 86_400_000;
const ago = (days: number) => NOON - days * DAY;

async function holding(all: Partial<Record<Collection, object[]>>, bornAt = ago(1_500)): Promise<Memory> {
  const memory = new Memory(() => bornAt);
  for (const [collection, documents] of Object.entries(all))
    for (const document of documents as { _id: string }[]) await memory.plain().add(collection as Collection, document);
  return memory;
}

const run = (memory: Memory) => retain(environment(memory.plain()), settings, (NOON + 1) as EpochMs);
const ids = (memory: Memory, collection: Collection) => memory.all(collection).map(({ _id }) => _id);

test.each([
  ['notices', 'notices', { dueAt: 'at', outcome: 'sent' }],
  ['notices', 'notices', { dueAt: 'at' }],
  ['consents', 'consents', { at: 'at', state: 'used' }],
  ['consents', 'consents', { at: 'at', state: 'void' }],
  ['trail', 'actions', { at: 'at' }],
  ['approvals', 'approvals', { at: 'at', decidedAt: 'at', state: 'agreed' }],
] as const)('%s are kept for their period, and not a day longer', async (period, collection, shape) => {
  const of = (_id: string, days: number) => ({
    _id,
    ...Object.fromEntries(Object.entries(shape).map(([field, value]) => [field, value === 'at' ? ago(days) : value])),
  });
  const memory = await holding({ [collection]: [of('old', PERIODS[period]), of('young', PERIODS[period] - 1)] });
  expect(await run(memory)).toBe(1);
  expect(ids(memory, collection)).toEqual(['young']);
  expect(await run(memory)).toBe(0);
});

test('what is still to be done is not forgotten, however old it is', async () => {
  const memory = await holding({
    notices: [{ _id: 'unsent', dueAt: ago(900), outbox: ago(900) }],
    consents: [{ _id: 'open', at: ago(900), state: 'open' }],
    approvals: [{ _id: 'waiting', at: ago(900), decidedAt: null, state: 'waiting' }],
    imports: [
      { _id: 'i', at: ago(90), state: 'applying', look: NOON, rev: 1, sheaf: 's' },
      { _id: 's:0', shape: 1, rows: [] },
    ],
  });
  await run(memory);
  expect(['notices', 'consents', 'approvals'].map((name) => ids(memory, name as Collection))).toEqual([
    ['unsent'],
    ['open'],
    ['waiting'],
  ]);
  expect(ids(memory, 'imports')).toEqual(['i', 's:0']);
});

test('rows of an import go a month after it, and the import says so and stays', async () => {
  const ended = { state: 'applied', look: null, rev: 3 };
  const memory = await holding({
    imports: [
      { _id: 'old', at: ago(PERIODS.imports), sheaf: 's', ...ended },
      { _id: 's:0', shape: 1, rows: [] },
      { _id: 's:1', shape: 1, rows: [] },
      { _id: 'orphan:0', shape: 1, rows: [] },
    ],
  });
  await run(memory);
  expect(memory.all('imports')).toMatchObject([{ _id: 'old', gone: true, state: 'applied' }]);
});

test('an address is forgotten when its redemption has long ended, with the telephone of its parcel', async () => {
  const memory = await holding({
    redemptions: [
      { _id: 'old', endedAt: ago(PERIODS.addresses), address: 'sealed', trade: 't' },
      { _id: 'young', endedAt: ago(PERIODS.addresses - 1), address: 'sealed', trade: null },
      { _id: 'open', endedAt: null, address: 'sealed', trade: null },
    ],
    shipments: [{ _id: 't', parcel: { carrier: 'SF', number: '1', phone: '138****8000' } }],
  });
  await run(memory);
  expect(memory.all('redemptions').map(({ address }) => address)).toEqual([null, 'sealed', 'sealed']);
  expect(memory.all('shipments')).toMatchObject([{ parcel: { phone: '', number: '1' } }]);
});

test('who left the staff long ago is forgotten by openid and name, who may come back soon is not', async () => {
  const left = { state: 'left', name: '小陈', rev: 2 };
  const memory = await holding({
    staff: [
      { _id: 'old', openid: 'o-old', ...left },
      { _id: 'young', openid: 'o-young', ...left },
      { _id: 'here', openid: 'o-here', state: 'active', name: '小周' },
    ],
    actions: [
      { _id: 'a', staffId: 'old', at: ago(PERIODS.formerStaff + 1) },
      { _id: 'b', staffId: 'young', at: ago(PERIODS.formerStaff - 1) },
    ],
  });
  await run(memory);
  expect(memory.all('staff').map(({ openid, name }) => [openid, name])).toEqual([
    ['', ''],
    ['o-young', '小陈'],
    ['o-here', '小周'],
  ]);
});

test('months of activity go when they are over as a whole, once, member by member', async () => {
  const month = oldMonth('activity', '2026-11-21' as DayKey);
  expect(month).toBe('2024-08');
  const memory = await holding({
    activity: [
      { _id: 'a', rev: 1, months: { '2024-07': {}, '2024-08': {}, '2024-09': {} } },
      { _id: 'b', rev: 1, months: { '2026-11': {} } },
    ],
  });
  await run(memory);
  expect(memory.all('activity').map(({ months, rev }) => [Object.keys(months as object), rev])).toEqual([
    [['2024-09'], 2],
    [['2026-11'], 1],
  ]);
  expect(memory.all('jobs')).toMatchObject([{ _id: 'retention', month, after: '', day: '2026-11-21' }]);
});
