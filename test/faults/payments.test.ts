import { expect, test } from 'vitest';
import { explore } from './simulation/explore';
import { chaos, law } from './simulation/pay-acts';

test('paid is captured once, whatever is cut off, and however often the call-back comes', async () => {
  const { runs } = await explore(law(['checkout and pay', 'call-back', 'call-back']), 2, 120);
  expect(runs).toBeGreaterThan(50);
});

test('capture and release meet: one of them holds, and money that comes second goes back', async () => {
  const ends = new Map<unknown, number>();
  const { runs } = await explore(law(['checkout and pay', 'give up', 'call-back', 'time-out'], ends), 2, 240);
  expect(runs).toBeGreaterThan(50);
  expect([...ends.keys()].sort()).toEqual(['captured', 'late', 'released']);
});

test('whoever is still paying while it is given up has the reward or the money', async () => {
  const { runs } = await explore(law(['checkout', 'give up', 'pay', 'call-back', 'time-out']), 2, 240);
  expect(runs).toBeGreaterThan(50);
});

test('a checkout that comes again after the end sells nothing', async () => {
  const { runs } = await explore(law(['checkout', 'time-out', 'checkout and pay', 'call-back']), 2, 240);
  expect(runs).toBeGreaterThan(50);
});

test('a wrong amount buys nothing and goes back', async () => {
  const ends = new Map<unknown, number>();
  const { runs } = await explore(law(['checkout', 'pay too little', 'call-back', 'time-out'], ends), 1);
  expect(runs).toBeGreaterThan(20);
  expect(ends.get('late')).toBeGreaterThan(20);
  expect(ends.get('captured')).toBeUndefined();
});

test('call-backs lost, early, doubled and late, questions unheard: the books and the money agree', async () => {
  const ends = new Map<unknown, number>();
  for (let seed = 1; seed <= 25; seed += 1) expect(await chaos(seed, ends), `seed ${seed}`).toEqual([]);
  for (const end of ['captured', 'late', 'released']) expect(ends.get(end), end).toBeGreaterThan(0);
});
