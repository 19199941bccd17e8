/** How long a person waits for the first call: the start of a process that loads the function, beside one that loads the plain SDK. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { built } from './built';
import { type Figure, median, rounded } from './figure';
import { root } from './workplace';

const pairs = 31;

/** Milliseconds of a whole process. */
function start(module: string): number {
  const begun = performance.now();
  const run = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(module)})`], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${module} does not load: ${run.stderr}`);
  return performance.now() - begun;
}

export const figures: Figure[] = [
  {
    name: 'coldstart.ratio',
    unit: 'ratio',
    limit: { atMost: 0.35 },
    async measure() {
      const { functionsDir } = await built();
      const bundle = join(functionsDir, 'shopper/index.js');
      start(bundle);
      start('wx-server-sdk');
      const measured = Array.from({ length: pairs }, (_, at) => {
        // Taken in turns, and each first as often as the other, so that a noisy neighbour disturbs both.
        if (at % 2 === 0) return { ours: start(bundle), plain: start('wx-server-sdk') };
        const plain = start('wx-server-sdk');
        return { ours: start(bundle), plain };
      });
      const ours = rounded(median(measured.map((pair) => pair.ours)), 0);
      const plain = rounded(median(measured.map((pair) => pair.plain)), 0);
      return {
        value: rounded(median(measured.map((pair) => pair.ours / pair.plain))),
        note: `median of ${pairs} interleaved pairs, whole process: shopper ${ours} ms, require('wx-server-sdk') ${plain} ms`,
      };
    },
  },
];
