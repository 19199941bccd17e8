/** A worker's share of the histories: told which seeds, answers how many there were and what broke. */
import { parentPort, workerData } from 'node:worker_threads';
import { live, type Violation } from './history';

export interface Share {
  from: number;
  count: number;
}

export interface Lived {
  histories: number;
  violations: Violation[];
}

const { from, count } = workerData as Share;
const lived: Lived = { histories: 0, violations: [] };
for (let seed = from; seed < from + count; seed += 1) {
  const violation = live(seed);
  if (violation) lived.violations.push(violation);
  lived.histories += 1;
}
parentPort?.postMessage(lived);
