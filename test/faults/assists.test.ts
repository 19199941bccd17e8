import { beforeAll, expect, test, vi } from 'vitest';
import { type Assist, decideAssist, helpAssist, startAssist, sweepAssists } from '../../cloudfunctions/core/assist';
import { loadSettings } from '../../cloudfunctions/core/settings';
import type { Result } from '../../cloudfunctions/platform/refusal';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import { ASSIST, friendlySettings, friendlyWorld, later, memberIn, wrongFriends } from './simulation/friendly';
import type { Memory, Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { environment, tick, tickHolds } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url'));

const FRIENDS = ['f1', 'f2', 'f3', 'f4'];
const people = () => friendlyWorld(['starter', ...FRIENDS]);

// Settings are kept by the instance: reading them is not what is tried here.
beforeAll(async () => {
  await loadSettings(environment((await people()).plain()));
});

const start = (store: Store, key = 'tap') =>
  startAssist(environment(store), { openid: 'openid-starter', key }, { campaign: ASSIST.campaign });

async function started(): Promise<{ memory: Memory; id: string }> {
  const memory = await people();
  const begun = await start(memory.plain());
  if (!begun.ok) throw new Error(begun.code);
  return { memory, id: begun.data.id };
}

/** @param address what their phones come from: each from its own, unless told */
const help = (store: Store, id: string, who: string, address = who) =>
  helpAssist(environment(store), { openid: `openid-${who}`, key: 'tap' }, { id }, address);

async function timer(store: Store, minutes: number): Promise<void> {
  await tick(store, minutes);
  await tickHolds(store, minutes);
  const at = later(minutes);
  await sweepAssists(environment(store, at), friendlySettings, later(minutes + 1));
}

const only = (memory: Memory) => memory.all('assists')[0] as unknown as Assist;

async function wrongAfter(memory: Memory, wanted: { state: Assist['state']; points: number }): Promise<string[]> {
  for (const minutes of [30, 60, 90]) await timer(memory.plain(), minutes);
  const wrong = await wrongFriends(memory);
  const all = memory.all('assists') as unknown as Assist[];
  if (all.length !== 1) wrong.push(`${all.length} assistances`);
  const { state, count, helpers, needed, look } = only(memory);
  if (count !== Object.keys(helpers).length || count > needed) wrong.push(`${count} of ${needed} are counted`);
  if (state !== wanted.state) wrong.push(`it is ${state}`);
  if (state !== 'open' && look !== null) wrong.push('it is still looked at');
  const { balance } = memberIn(memory, 'starter');
  if (balance !== wanted.points) wrong.push(`the starter has ${balance} points`);
  return wrong;
}

const code = (result: Result<unknown>) => (result.ok ? 'helped' : result.code);
const process = (name: string, run: Process['run']): Process => ({ name, run });

test('whatever is cut off, any number of starts are one assistance', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await people();
    const taps = ['a', 'b', 'a'].map((key) => process(key, (store) => start(store, key)));
    const ending = await play(memory, [...taps, process('timer', (store) => timer(store, 20))], deviations);
    const again = await start(memory.plain());
    const wrong = await wrongAfter(memory, { state: 'open', points: 0 });
    if (!again.ok || again.data.id !== only(memory)._id) wrong.push(`starting again: ${code(again)}`);
    if (memory.all('identities').filter(({ kind }) => kind === 'invite').length > 1) wrong.push('two codes');
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 2, 60);
  expect(runs).toBeGreaterThan(60);
});

test('whatever is cut off, each friend helps once, never one too many, and the reward is paid once', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const { memory, id } = await started();
    await help(memory.plain(), id, 'f1');
    const helps = ['f2', 'f3', 'f4', 'f3'].map((who) => process(who, (store) => help(store, id, who)));
    const ending = await play(memory, [...helps, process('timer', (store) => timer(store, 20))], deviations);
    const plain = memory.plain();
    const told: string[] = [];
    for (const who of FRIENDS) told.push(code(await help(plain, id, who)));
    const wrong = await wrongAfter(memory, { state: 'paid', points: ASSIST.reward.points });
    if ([...told].sort().join() !== 'ASSIST_ENDED,helped,helped,helped') wrong.push(told.join());
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(100);
});

test('a help that comes when the time is over or just before is in the books as the document says', async () => {
  const end = ASSIST.hours * 60;
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const { memory, id } = await started();
    for (const who of ['f1', 'f2']) await help(memory.plain(), id, who);
    const last = process('the last', (store) =>
      helpAssist(environment(store, later(end)), { openid: 'openid-f3', key: 'tap' }, { id }, 'f3'),
    );
    const ending = await play(memory, [last, process('timer', (store) => timer(store, end + 1))], deviations);
    for (const minutes of [end + 20, end + 40]) await timer(memory.plain(), minutes);
    const paid = only(memory).count === ASSIST.helpers;
    const wanted = { state: paid ? 'paid' : 'over', points: paid ? ASSIST.reward.points : 0 } as const;
    const wrong = await wrongAfter(memory, wanted);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(30);
});

test('friends from one place are looked at; of two owners who decide at once, one has decided', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const { memory, id } = await started();
    for (const who of ['f1', 'f2', 'f3']) await help(memory.plain(), id, who, 'one place');
    if (only(memory).state !== 'review') throw new Error(`it is ${only(memory).state}`);
    const decide = (by: string, pay: boolean) => (store: Store) =>
      decideAssist(environment(store, later(5)), friendlySettings, { id, pay, by });
    const owners = [process('pays', decide('boss', true)), process('refuses', decide('wife', false))];
    const ending = await play(memory, [...owners, process('timer', (store) => timer(store, 20))], deviations);
    const again = [await decide('boss', true)(memory.plain()), await decide('wife', false)(memory.plain())];
    const wrong: string[] = [];
    if (again.map(({ ok }) => ok).filter(Boolean).length !== 1) wrong.push(again.map(code).join());
    const wanted = again[0]?.ok ? ({ state: 'paid', points: 80 } as const) : ({ state: 'refused', points: 0 } as const);
    wrong.push(...(await wrongAfter(memory, wanted)));
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(30);
});

test('with one request in ten failing, the assistance and the books agree in the end', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { memory, id } = await started();
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.05) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.1) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    const acts = [...FRIENDS, ...FRIENDS].map((who) => help(unsure, id, who).catch(() => 'failed'));
    await Promise.all([...acts, timer(unsure, 20).catch(() => 'failed')]);
    for (const who of FRIENDS) await help(memory.plain(), id, who);
    expect(await wrongAfter(memory, { state: 'paid', points: 80 }), `seed ${seed}`).toEqual([]);
    const taken = memory.all('tallies').filter(({ _id }) => _id.startsWith('assist:'));
    for (const { n } of taken) expect(Number(n)).toBeLessThanOrEqual(ASSIST.helpsPerDay);
  }
});
