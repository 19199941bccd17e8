/** Random histories, lived by the product's rules and by the second model of the books (test/laws). */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { Lived, Share } from '../laws/many';
import type { Figure, Measured } from './figure';
import { temporaryFolder } from './workplace';

const histories = 100_000;
/** So many seeds are one worker's turn: the next that is free takes the next. */
const turn = 1_000;

async function fuzz(): Promise<Measured> {
  const outfile = join(temporaryFolder('fuzz'), 'many.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../laws/many.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'warning',
  });
  const begun = performance.now();
  const lived: Lived[] = [];
  let next = 1;
  const workers = Math.max(1, Math.min(availableParallelism(), 8));
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next <= histories) {
        const share = { from: next, count: Math.min(turn, histories - next + 1) };
        next += turn;
        lived.push(await work(outfile, share));
      }
    }),
  );
  const violations = lived.flatMap((each) => each.violations);
  const done = lived.reduce((sum, each) => sum + each.histories, 0);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const note = `${done} histories of orders, refunds, check-ins, spending, expiry and new programmes in ${seconds} s on ${workers} threads, each step compared with a second model`;
  const wrong = violations
    .slice(0, 3)
    .map(({ seed, step, acts, wrong: what }) => `seed ${seed}, step ${step}: ${acts.join(' | ')} → ${what}`);
  if (done !== histories) wrong.push(`${done} of ${histories} histories were lived`);
  return { value: violations.length, note, wrong };
}

function work(file: string, share: Share): Promise<Lived> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

export const figures: Figure[] = [
  { name: 'rules.fuzz.violations', unit: 'violations', limit: { exactly: 0 }, measure: fuzz },
];
