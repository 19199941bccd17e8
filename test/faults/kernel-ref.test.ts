/** Events that belong together: whatever comes first, twice, late, or dies on its way, they end in the same books. */
import { expect, test } from 'vitest';
import {
  balanceOf,
  type Command,
  claw,
  type Executed,
  execute,
  type Fact,
  findMemberById,
  gain,
  type Member,
  type Posting,
  printOf,
  spend,
} from '../../cloudfunctions/core/account';
import { accept, type Refusal, type Result, refuse } from '../../cloudfunctions/platform/refusal';
import type { Store } from '../../cloudfunctions/platform/store';
import type { DayKey, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import type { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, stamp, tick, world } from './simulation/world';

type Event = { id: 'paid'; fen: number } | { id: `refund:${number}`; fen: number };

const REF = 'order:till:A1';
const window = { from: null, until: '2027-11-30' as DayKey };
const paid: Event = { id: 'paid', fen: 100 };
const half: Event = { id: 'refund:1', fen: 40 };
const rest: Event = { id: 'refund:2', fen: 30 };

/** One point for each fen that was paid and has not gone back; what is spent already is waived. */
function ordering(event: Event, alongside?: Command['alongside']): Command {
  const key = `${REF}:${event.id}`;
  const print = printOf('ordering', event);
  return {
    key,
    ref: REF,
    print,
    known: () => 'ask',
    ...(alongside ? { alongside } : {}),
    rule: (member, today, facts): Result<Posting> => {
      const events = [...facts.map(({ result }) => result.event as Event), event];
      const refunded = events.filter(({ id }) => id !== 'paid').reduce((sum, { fen }) => sum + fen, 0);
      const target = events.some(({ id }) => id === 'paid') ? Math.max(0, 100 - refunded) : 0;
      const posted = facts.reduce((sum, { points, result }) => sum + points - (result.waived as number), 0);
      const due = (target - posted) as Points;
      const moved =
        due > 0
          ? { ...gain(member.lots, { ...window, points: due }, today), waived: 0 }
          : claw(member.lots, (0 - due) as Points, [window], today, 'waive');
      const because = [{ code: 'order.base', args: {}, result: balanceOf(moved.moves) }];
      const result = { event, waived: moved.waived };
      const draft = { key, kind: 'order' as const, ref: REF, moves: moved.moves, because, print, result };
      return accept({ change: { lots: moved.lots }, drafts: [draft] });
    },
  };
}

function spending(points: number): Command {
  const print = printOf('spending', points);
  return {
    key: 'tap:spend',
    print,
    known: () => 'ask',
    rule: (member, today): Result<Posting> => {
      const spent = spend(member.lots, points as Points, today);
      if (!spent) return refuse('NOT_ALLOWED');
      const draft = { key: 'tap:spend', kind: 'makeup' as const, ref: null, moves: spent.moves, because: [], print };
      return accept({ change: { lots: spent.lots }, drafts: [{ ...draft, result: {} }] });
    },
  };
}

async function act(store: Store, command: Command): Promise<Result<Executed>> {
  const member = await findMemberById(store, 'm');
  if (!member) throw new Error('no member');
  return execute(environment(store), member, command, stamp);
}

const process = (event: Event): Process => ({ name: event.id, run: (store) => act(store, ordering(event)) });
const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
const only = (memory: Memory) => memory.all('members').find(({ _id }) => _id === 'm') as unknown as Member;

async function law(processes: Process[], deviations: Deviation[]): Promise<Ending> {
  const memory = await world('m');
  const ending = await play(memory, [...processes, sweeper], deviations);
  // A till sends again what has not been answered with a yes.
  for (const event of [half, paid, rest, half]) {
    const again = await act(memory.plain(), ordering(event));
    if (!again.ok) throw new Error(`a repeat was refused: ${again.code}`);
  }
  const wrong = await aftermath(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const { balance, seq } = only(memory);
  if (balance !== 30 || seq !== 4) throw new Error(`${balance} points in ${seq} entries instead of 30 in 4`);
  return ending;
}

test('the events of one order, in any order, doubled or late, end in the same books', async () => {
  const orders = [
    [paid, half, rest],
    [half, paid, half],
    [rest, half, paid, paid],
  ];
  for (const events of orders) {
    const { runs } = await explore((deviations) => law(events.map(process), deviations), 1);
    expect(runs).toBeGreaterThan(30);
  }
  const { runs } = await explore((deviations) => law([half, paid, half].map(process), deviations), 2, 12);
  expect(runs).toBeGreaterThan(100);
});

test('points spent between payment and refund are taken at most once, and the balance is never below nothing', async () => {
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await world('m');
    const buys: Process = { name: 'spend', run: (store) => act(store, spending(80)) };
    const ending = await play(memory, [process(paid), buys, process(half), process(half), sweeper], deviations);
    for (const event of [paid, half]) {
      const again = await act(memory.plain(), ordering(event));
      if (!again.ok) throw new Error(`a repeat was refused: ${again.code}`);
    }
    const wrong = await aftermath(memory);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    const { balance } = only(memory);
    const spent = memory.all('ledger').some(({ key }) => key === 'tap:spend');
    if (balance !== (spent ? 0 : 60)) throw new Error(`${balance} points, spent: ${spent}`);
    return ending;
  };
  const { runs } = await explore(run, 2, 12);
  expect(runs).toBeGreaterThan(100);
});

test('a look at the facts from before the snapshot would be found out', async () => {
  // The facts are asked for before the member is read.
  const hasty: Process = {
    name: 'hasty',
    run: async (store) => {
      const early = await store.find('ledger', { where: { memberId: 'm', ref: REF }, limit: 200 });
      const find: Store['find'] = (collection, query) =>
        collection === 'ledger' ? Promise.resolve(early as never) : store.find(collection, query);
      return act({ ...store, find }, ordering(half));
    },
  };
  const late: Process = { name: 'later sweeper', run: (store) => tick(store, 40) };
  await expect(
    explore((deviations) => law([process(paid), process(half), sweeper, late, hasty], deviations), 2, 1),
  ).rejects.toThrow(/instead of|twice|entr/);
});

test('what runs alongside runs once, before anything is committed, and can end the command', async () => {
  const memory = await world('m');
  const store = memory.plain();
  let asked = 0;
  const claim = (answer: Refusal | null) => async () => {
    asked += 1;
    expect(memory.all('members').map(({ seq }) => seq)).toEqual([1]);
    return answer;
  };
  const refused = await act(store, ordering(paid, claim(refuse('ORDER_OF_OTHER') as Refusal)));
  expect(refused).toEqual({ ok: false, code: 'ORDER_OF_OTHER' });
  expect(only(memory).seq).toBe(1);
  // Two races are lost; the claim is not asked again.
  let lost = 0;
  const unlucky: Store = {
    ...store,
    update: (...args) => {
      lost += 1;
      return lost <= 2 ? Promise.resolve(false) : store.update(...args);
    },
  };
  expect(await act(unlucky, ordering(paid, claim(null)))).toMatchObject({ ok: true, data: { repeated: false } });
  expect([asked, lost]).toEqual([2, 3]);
  const again = await act(
    store,
    ordering(paid, () => Promise.reject(new Error('asked again'))),
  );
  expect(again).toMatchObject({ ok: true, data: { repeated: true } });
});

test('more than can be read under one ref is refused; what is known among it is still answered', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await act(store, ordering(paid));
  await aftermath(memory);
  const [first] = memory.all('ledger').filter(({ ref }) => ref === REF);
  for (let n = 0; n < 250; n += 1)
    await store.add('ledger', { ...first, _id: `m:a${n}`, key: `a${n}`, seq: 1 } as { _id: string });
  expect(await act(store, ordering(half))).toEqual({ ok: false, code: 'TOO_MANY' });
  expect(await act(store, ordering(paid))).toMatchObject({ ok: true, data: { repeated: true } });
});

test('a command asks the ledger once, for key and facts together', async () => {
  const memory = await world('m');
  const asked: string[] = [];
  const store = memory.store(async (request) => {
    asked.push(request.name);
    return request.apply();
  });
  await act(store, ordering(paid));
  expect(asked).toEqual(['find members', 'find ledger', 'update members']);
});

test('the facts a rule gets are those of its snapshot, oldest first', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await act(store, ordering(half));
  await tick(store, 20);
  await act(store, ordering(paid));
  await call(store, 'm', { key: 'tap:other', points: 1 });
  let seen: readonly Fact[] = [];
  const looking: Command = {
    ...ordering(rest),
    rule: (member, today, facts) => {
      seen = facts;
      return ordering(rest).rule(member, today, facts);
    },
  };
  await act(store, looking);
  expect(seen.map(({ key, seq }) => [key, seq])).toEqual([
    [`${REF}:refund:1`, 2],
    [`${REF}:paid`, 3],
  ]);
});
