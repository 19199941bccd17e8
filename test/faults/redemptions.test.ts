import { expect, test } from 'vitest';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import type { Memory, Request } from './simulation/memory-store';
import { collect, daysAgo, giveBack, mall, own, redeem, sweepAll, wrongAfter } from './simulation/redeeming';
import { type Deviation, type Ending, play } from './simulation/schedule';

type Act = (store: Store, memory: Memory) => Promise<unknown>;

/** Before these acts the reward was taken, so many days ago; or it was not. */
function law(takenDaysAgo: number | null, acts: Act[], after: (memory: Memory, ending: Ending) => Promise<string[]>) {
  return async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await mall(1, 'm', 'other');
    if (takenDaysAgo !== null) await redeem(memory.plain(), 'm', 'tap', daysAgo(takenDaysAgo));
    const processes = acts.map((act, index) => ({ name: `${index}`, run: (store: Store) => act(store, memory) }));
    const ending = await play(memory, processes, deviations);
    const wrong = [...(await after(memory, ending)), ...(await wrongAfter(memory))];
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
}

const sweeper: Act = (store) => sweepAll(store);
const cancel: Act = (store, memory) => giveBack(store, own(memory));
const handOver: Act = (store, memory) => collect(store, own(memory));

test('whatever is cut off, one key takes one reward, and the last unit goes to one member', async () => {
  const again = async (memory: Memory) => {
    const store = memory.plain();
    await sweepAll(store, 40);
    const answers = [await redeem(store), await redeem(store, 'other')];
    const won = answers.filter(({ ok }) => ok).length;
    const told = answers.some((each) => !each.ok && each.code === 'OUT_OF_STOCK');
    return won === 1 && told ? [] : [JSON.stringify(answers)];
  };
  const acts: Act[] = [(store) => redeem(store), (store) => redeem(store), (store) => redeem(store, 'other'), sweeper];
  const { runs } = await explore(law(null, acts, again), 2, 250);
  expect(runs).toBeGreaterThan(60);
});

test('a redemption that is given back and handed over at once is one of the two', async () => {
  const decided = async (memory: Memory, { results }: Ending) => {
    await sweepAll(memory.plain(), 40);
    const { state } = own(memory);
    const done = (index: number) => {
      const result = results[index];
      return result !== undefined && result !== 'died' && 'value' in result && (result.value as { ok: boolean }).ok;
    };
    const wrong = state === 'completed' || state === 'cancelled' || state === 'taken' ? [] : [`it is ${state}`];
    if (done(2) && state !== 'completed') wrong.push(`handed over, and ${state}`);
    if ((done(0) || done(1)) && state !== 'cancelled') wrong.push(`given back, and ${state}`);
    return wrong;
  };
  const { runs } = await explore(law(0, [cancel, cancel, handOver, sweeper], decided), 2, 220);
  expect(runs).toBeGreaterThan(60);
});

test('giving back that broke off anywhere is completed by asking again', async () => {
  const again = async (memory: Memory) => {
    const store = memory.plain();
    await sweepAll(store, 40);
    const answer = await giveBack(store, own(memory));
    return answer.ok && own(memory).state === 'cancelled' ? [] : [JSON.stringify(answer)];
  };
  const { runs } = await explore(law(0, [cancel, cancel], again), 2, 30);
  expect(runs).toBeGreaterThan(60);
});

test('what is not collected in time goes back once, however many timers look, and whoever else gives it back', async () => {
  const back = async (memory: Memory) => {
    await sweepAll(memory.plain(), 40);
    return own(memory).state === 'cancelled' ? [] : [`it is ${own(memory).state}`];
  };
  const { runs } = await explore(law(9, [sweeper, cancel, sweeper], back), 2, 150);
  expect(runs).toBeGreaterThan(60);
});

test('with one request in ten failing or its answer lost, points, units and redemptions agree in the end', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const memory = await mall(2, 'm', 'other', 'third');
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.05) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.1) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    const life = async (who: string, end: Act) => {
      for (let tries = 0; tries < 4; tries += 1) await redeem(unsure, who).catch(() => 'failed');
      const mine = own(memory, who);
      if (mine) await end(unsure, memory).catch(() => 'failed');
    };
    await Promise.all([
      life('m', cancel),
      life('other', sweeper),
      life('third', sweeper),
      sweepAll(unsure).catch(() => 'failed'),
    ]);
    expect(await wrongAfter(memory), `seed ${seed}`).toEqual([]);
  }
});
