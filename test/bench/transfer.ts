/** A list of the ledger out of the built shop: how fast, and whether memory grows with it. */
import { readFileSync } from 'node:fs';
import { setupCode } from '../../cloudfunctions/core/staffing';
import type { Answer } from '../../typings/api/envelope';
import type { ExportView } from '../../typings/api/transfer';
import { type Figure, once, rounded } from './figure';
import { folderWithLedger } from './ledger';
import { openShop } from './shop';

const SMALL = 10_000;
const LARGE = 500_000;

interface Listed {
  seconds: number;
  /** Largest resident set of the function's process, MB (VmHWM). */
  peakMb: number;
  files: number;
  wrong: string[];
}

async function listed(rows: number): Promise<Listed> {
  const { cloud } = await openShop(1, await folderWithLedger(rows));
  const { secrets } = await cloud.control<{ secrets: Record<string, string> }>('/local/secrets');
  Object.assign(process.env, secrets);
  let keys = 0;
  const ask = async <T>(action: string, payload: object): Promise<T> => {
    keys += 1;
    const answer = await cloud.call<Answer<T>>('boss', 'staff', { action, payload, key: `bench-${keys}` });
    if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`);
    return answer.data;
  };
  await ask('staff.claim', { code: setupCode(), name: '店主' });
  const begun = performance.now();
  let list = await ask<ExportView>('exports.start', { kind: 'ledger' });
  while (list.state === 'running' || list.state === 'joining') list = await ask('exports.step', { id: list.id });
  const seconds = (performance.now() - begun) / 1000;
  const peakMb = await peakOf(cloud);
  await cloud.close();
  const told = list.files.reduce((sum, file) => sum + file.rows, 0);
  const wrong = list.state === 'done' && told === rows ? [] : [`${list.state} with ${told} of ${rows} rows`];
  return { seconds, peakMb, files: list.files.length, wrong };
}

async function peakOf(cloud: { control<T>(path: string): Promise<T> }): Promise<number> {
  const { functions } = await cloud.control<{ functions: { staff: { pids: number[] } } }>('/local/stats');
  const peaks = functions.staff.pids.map((pid) => {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  });
  return Math.max(...peaks);
}

const measured = once(async () => ({ small: await listed(SMALL), large: await listed(LARGE) }));

const shown = (rows: number, { seconds, peakMb, files }: Listed) =>
  `${rows} rows: ${rounded(seconds, 1)} s, ${files} files, peak ${Math.round(peakMb)} MB`;

export const figures: Figure[] = [
  {
    name: 'export.rows_per_second',
    unit: 'rows/s',
    async measure() {
      const { large } = await measured();
      return { value: Math.round(LARGE / large.seconds), note: shown(LARGE, large), wrong: large.wrong };
    },
  },
  {
    name: 'export.memory.ratio',
    unit: 'ratio',
    limit: { atMost: 1.3 },
    async measure() {
      const { small, large } = await measured();
      return {
        value: rounded(large.peakMb / small.peakMb),
        note: `${shown(SMALL, small)}; ${shown(LARGE, large)}`,
        wrong: [...small.wrong, ...large.wrong],
      };
    },
  },
];
