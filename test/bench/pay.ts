/**
 * Payments on the simulated database and a WeChat in memory: four trades at a time, with call-backs lost, early, doubled and
 * late, wrong amounts, questions unheard and one database request in ten failing; then every request of every scene cut off,
 * unanswered, refused or late. Four calm days later books and money must agree.
 */
import { explore } from '../faults/simulation/explore';
import { type ActName, chaos, law } from '../faults/simulation/pay-acts';
import type { Figure, Measured } from './figure';

const SEEDS = 75;

const scenes: ActName[][] = [
  ['checkout and pay', 'call-back', 'call-back'],
  ['checkout and pay', 'give up', 'call-back', 'time-out'],
  ['checkout', 'give up', 'pay', 'call-back', 'time-out'],
  ['call-back', 'checkout', 'time-out', 'checkout and pay', 'call-back'],
  ['checkout', 'pay too little', 'call-back', 'time-out'],
];

async function payChaos(): Promise<Measured> {
  const wrong: string[] = [];
  const ends = new Map<unknown, number>();
  for (let seed = 1; seed <= SEEDS; seed += 1)
    wrong.push(...(await chaos(seed, ends)).map((what) => `seed ${seed}: ${what}`));
  const trades = [...ends.values()].reduce((sum, count) => sum + count, 0);
  if (trades < 200) wrong.push(`${trades} trades are too few`);
  let runs = 0;
  for (const names of scenes)
    try {
      runs += (await explore(law(names, ends), 1)).runs;
    } catch (broken) {
      wrong.push(`${names.join(', ')}: ${broken instanceof Error ? broken.message : broken}`);
    }
  const told = ['captured', 'released', 'late'].map((end) => `${ends.get(end) ?? 0} ${end}`).join(', ');
  const note = `${trades} trades in chaos and ${runs} runs with one accident at each request; ${told}`;
  return { value: wrong.length, note, wrong: wrong.slice(0, 10) };
}

export const figures: Figure[] = [
  { name: 'pay.chaos.violations', unit: 'violations', limit: { exactly: 0 }, measure: payChaos },
];
