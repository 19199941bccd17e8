/** Old members are brought once and taken back once, and a list has each row once, whatever is cut off. */
import { appendFileSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { findMemberById, type Member } from '../../cloudfunctions/core/account';
import { startExport, stepExport, sweepExports } from '../../cloudfunctions/core/exports';
import { applyImport, checkImport, sweepImports, undoImport } from '../../cloudfunctions/core/imports';
import { loadSettings } from '../../cloudfunctions/core/settings';
import type { Staff } from '../../cloudfunctions/core/staffing';
import type { Filing } from '../../cloudfunctions/platform/filing';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { EpochMs } from '../../typings/domain';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import type { Memory, Request } from './simulation/memory-store';
import { type Deviation, type Ending, play } from './simulation/schedule';
import { aftermath, settings as bare, call, environment, NOON, tick, world } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const boss: Staff = {
  _id: 'boss',
  shape: 1,
  openid: 'openid-boss',
  name: '老板',
  role: 'owner',
  stores: [],
  state: 'active',
  joinedAt: NOON,
  invitedBy: null,
  invitedAt: NOON,
  turn: 0,
};

const nowhere: Filing = {
  keepFrom: async () => 'unavailable',
  appendTo: async () => false,
  read: async () => 'unavailable',
  remove: async () => false,
  link: async () => 'unavailable',
};

/** What the rows bring; the two of them are strangers. */
const BROUGHT = [300, 50];
const TABLE = `手机号,积分,成长值\n13800000001,${BROUGHT[0]},10\n13800000002,${BROUGHT[1]},0`;

// Settings are kept by the instance: reading them is not what is tried here.
beforeAll(async () => {
  await loadSettings(environment((await world('m')).plain()));
});

/** For the laws that try every accident: one row has all the requests there are. */
const ONE = TABLE.split('\n').slice(0, 2).join('\n');

async function checked(memory: Memory, table = TABLE, key = 'check'): Promise<string> {
  const answer = await checkImport(environment(memory.plain()), boss, { text: table }, key, nowhere);
  if (!answer.ok) throw new Error(answer.code);
  return answer.data.id;
}

const apply = (store: Store, id: string) => applyImport(environment(store), boss, { id });
const undo = (store: Store, id: string) => undoImport(environment(store), boss, { id });
const timer = (store: Store, minutes = 5) => {
  const now = (NOON + minutes * 60_000) as EpochMs;
  return sweepImports(environment(store, now), bare, (now + 1) as EpochMs);
};

async function finished(memory: Memory, id: string, step: typeof apply, ends: string): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    const answer = await step(memory.plain(), id);
    if (answer.ok && answer.data.state === ends) return;
  }
  throw new Error(`the import is not ${ends}`);
}

async function wrongAfter(memory: Memory, brought: readonly number[], openings: number): Promise<string[]> {
  const wrong = await aftermath(memory);
  const members = memory.all('members') as unknown as Member[];
  const balances = members.filter(({ _id }) => _id !== 'm').map(({ balance }) => balance as number);
  if (balances.sort().join() !== [...brought].sort().join()) wrong.push(`balances ${balances.join()}`);
  const rows = memory.all('ledger').filter(({ kind }) => kind === 'opening');
  if (rows.length !== openings) wrong.push(`${rows.length} openings in the books`);
  return wrong;
}

test('whatever is cut off while two apply and the timer goes on, everybody is there once with what they brought', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await world('m');
    const id = await checked(memory, ONE);
    const ending = await play(
      memory,
      [
        { name: 'a tap', run: (store) => apply(store, id) },
        { name: 'another phone', run: (store) => apply(store, id) },
        { name: 'timer', run: (store) => timer(store) },
        { name: 'sweeper', run: (store) => tick(store) },
      ],
      deviations,
    );
    await finished(memory, id, apply, 'applied');
    const wrong = await wrongAfter(memory, BROUGHT.slice(0, 1), 1);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 2, 400);
  expect(runs).toBeGreaterThan(60);
});

test('whatever is cut off while two undo, what was brought is taken back once, and what was spent is waived', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await world('m');
    const id = await checked(memory, ONE);
    await finished(memory, id, apply, 'applied');
    const ending = await play(
      memory,
      [
        { name: 'a tap', run: (store) => undo(store, id) },
        { name: 'another phone', run: (store) => undo(store, id) },
        { name: 'timer', run: (store) => timer(store) },
      ],
      deviations,
    );
    await finished(memory, id, undo, 'undone');
    const wrong = await wrongAfter(memory, [0], 2);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 2, 400);
  expect(runs).toBeGreaterThan(60);
});

test('of two tables with the same people that are applied at once, one brings each of them', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const memory = await world('m');
    const ids = [await checked(memory, TABLE, 'one'), await checked(memory, TABLE, 'other')];
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      await null;
      const fate = random.next();
      if (fate < 0.03) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.06) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    await Promise.all(ids.map((id) => apply(unsure, id).catch(() => 'failed')));
    for (const id of ids) await finished(memory, id, apply, 'applied');
    expect(await wrongAfter(memory, BROUGHT, 2), `seed ${seed}`).toEqual([]);
    for (const id of ids) await finished(memory, id, undo, 'undone');
    expect(await wrongAfter(memory, [0, 0], 4), `seed ${seed}`).toEqual([]);
  }
});

test('what somebody has earned beside an import stays, and what they spent of it is not taken from elsewhere', async () => {
  const memory = await world('m');
  const id = await checked(memory);
  await finished(memory, id, apply, 'applied');
  const [rich] = (memory.all('members') as unknown as Member[]).filter(({ balance }) => balance === BROUGHT[0]);
  await call(memory.plain(), rich?._id ?? '', { key: 'tap:earned', points: 7 });
  await finished(memory, id, undo, 'undone');
  expect((await findMemberById(memory.plain(), rich?._id ?? ''))?.balance).toBe(7);
  expect(await aftermath(memory)).toEqual([]);
});

/** Files in memory. */
function shelf(): Filing & { files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    keepFrom: async (path, local) => {
      files.set(path, readFileSync(local));
      return path;
    },
    appendTo: async (local, id) => {
      const bytes = files.get(id);
      if (bytes) appendFileSync(local, bytes);
      return bytes !== undefined;
    },
    read: async (id) => files.get(id) ?? 'unavailable',
    remove: async (ids) => {
      for (const id of ids) files.delete(id);
      return true;
    },
    link: async (id) => `https://files/${id}`,
  };
}

test('whatever is cut off while two go on with a list, it ends with every row once, and after a week nothing is left of it', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await world('a');
    const acts = Array.from({ length: 3 }, (_, n) => ({
      _id: `act-${n}`,
      at: NOON - n,
      by: '老板',
      kind: 'sale',
      storeId: '',
    }));
    for (const [n, act] of acts.entries())
      await memory.plain().add('actions', { ...act, name: `第 ${n} 件` } as { _id: string });
    const filing = shelf();
    const started = await startExport(environment(memory.plain()), boss, { kind: 'trail' }, 'list');
    if (!started.ok) throw new Error(started.code);
    const { id } = started.data;
    const step = (store: Store) => stepExport(environment(store), boss, { id }, filing);
    const later = (NOON + 5 * 60_000) as EpochMs;
    const ending = await play(
      memory,
      [
        { name: 'a tap', run: step },
        {
          name: 'timer',
          run: (store) => sweepExports(environment(store, later), bare, filing, (later + 1) as EpochMs),
        },
      ],
      deviations,
    );
    for (let n = 0; n < 3; n += 1) await step(memory.plain());
    const [name = '', ...others] = [...filing.files.keys()].filter((path) => !path.includes('/part-'));
    if (others.length > 0) throw new Error(`more than one file: ${others.join()}`);
    const [, ...rows] = (filing.files.get(name)?.toString() ?? '').trimEnd().split('\r\n');
    if (rows.length !== acts.length || new Set(rows).size !== rows.length) throw new Error(rows.join('; '));
    const week = (NOON + 8 * 86_400_000) as EpochMs;
    await sweepExports(environment(memory.plain(), week), bare, filing, (week + 1) as EpochMs);
    if (filing.files.size > 0) throw new Error(`left behind: ${[...filing.files.keys()].join()}`);
    return ending;
  };
  const { runs } = await explore(law, 2, 20);
  expect(runs).toBeGreaterThan(40);
});
