/** The rule laboratory over a long ledger, through the function itself; the entries are put into the database directly. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { defaultProgramme } from '../../cloudfunctions/core/programme/index';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { setupCode } from '../../cloudfunctions/core/staffing/index';
import type { Answer } from '../../typings/api/envelope';
import type { LabLook } from '../../typings/api/lab';
import { type Figure, once, rounded } from './figure';
import { fill } from './flash-shop';
import { openShop, type Shop } from './shop';

const FEW = 10_000;
const MANY = 100_000;
const MEMBERS = 20_000;
const BATCH = 1_000;
const OWNER = 'bench-owner';
const REV = 1;
const DAY_MS = 86_400_000;

/** Eight weeks of sales and check-ins, spread over the members. */
function entry(n: number, of: number, now: number) {
  const memberId = `m${String((n * 7_919) % MEMBERS).padStart(23, '0')}`;
  const at = now - Math.floor((n / of) * 50 * DAY_MS) - 1_000;
  const common = { shape: 1, memberId, seq: n + 1, at, growth: 0, programmeVersion: 1, storeId: 'default' };
  if (n % 3 === 0) {
    const key = `checkin:${new Date(at).toISOString().slice(0, 10)}:${n}`;
    const result = { tap: '', gift: null, context: { position: (n % 30) + 1, tier: 'silver', birthdayMonth: false } };
    const because = [{ code: 'checkin.base', args: { points: 5 }, result: 5 }];
    return {
      ...common,
      _id: `${memberId}:${key}`,
      key,
      kind: 'checkin',
      ref: null,
      points: 5,
      because,
      result,
      channel: 'mini',
    };
  }
  const ref = `order:till:${n}`;
  const amountFen = 1_000 + ((n * 131) % 50_000);
  const event = { type: 'paid', amountFen, paidAt: at, completed: true };
  const context = {
    tier: n % 2 ? 'gold' : 'regular',
    firstOrder: n % 9 === 0,
    birthdayMonth: false,
    bookedOn: '2026-11-01',
  };
  const because = [{ code: 'order.base', args: { fen: amountFen, perFen: 100, points: 1 }, result: 100 }];
  const result = { event, context, waived: 0, owed: 0, spendableFrom: null };
  return {
    ...common,
    _id: `${memberId}:${ref}:paid`,
    key: `${ref}:paid`,
    kind: 'order',
    ref,
    points: 100,
    because,
    result,
    channel: 'till',
  };
}

async function openLab(events: number): Promise<Shop> {
  const shop = await openShop(1);
  const { secrets } = await shop.cloud.control<{ secrets: Record<string, string> }>('/local/secrets');
  Object.assign(process.env, secrets);
  const draft = { ...defaultProgramme, earning: { ...defaultProgramme.earning, cap: 120 } };
  const programme = { ...programmeDocument(defaultProgramme), draft: JSON.stringify(draft), rev: REV };
  await fill(shop, [{ collection: 'settings', data: [{ _id: 'programme', shape: 2, ...programme }] }]);
  const now = Date.parse('2026-11-20T01:00:00.000Z');
  for (let first = 0; first < events; first += BATCH) {
    const data = Array.from({ length: Math.min(BATCH, events - first) }, (_, n) => entry(first + n, events, now));
    await fill(shop, [{ collection: 'ledger', data }]);
  }
  await ask(shop, 'staff.claim', { code: setupCode(), name: '老板' });
  return shop;
}

async function ask<Data>(shop: Shop, action: string, payload: object): Promise<Data> {
  const answer = await shop.cloud.call<Answer<Data>>(OWNER, 'staff', { action, payload, key: randomUUID() });
  if (!answer.ok) throw new Error(`${action}: ${answer.error.code} ${answer.error.message}`);
  return answer.data;
}

interface Run {
  ms: number;
  steps: number;
  /** Largest resident size of the function's instance, bytes. */
  bytes: number;
  wrong: string[];
}

async function replayed(events: number): Promise<Run> {
  const shop = await openLab(events);
  const begun = performance.now();
  let { lab } = await ask<LabLook>(shop, 'lab.start', { rev: REV });
  let steps = 0;
  let bytes = 0;
  while (lab?.state === 'running') {
    ({ lab } = await ask<LabLook>(shop, 'lab.step', { id: lab.id }));
    steps += 1;
    bytes = Math.max(bytes, await sizeOf(shop));
  }
  const ms = performance.now() - begun;
  await shop.cloud.close();
  const wrong: string[] = [];
  if (lab?.result?.events !== events) wrong.push(`${lab?.result?.events} events of ${events}`);
  const told = (lab?.result?.gainers ?? 0) + (lab?.result?.losers ?? 0);
  if (told === 0) wrong.push('nobody gains and nobody loses');
  return { ms, steps, bytes, wrong };
}

async function sizeOf(shop: Shop): Promise<number> {
  const stats = await shop.cloud.control<{ functions: { staff: { pids: number[] } } }>('/local/stats');
  const sizes = await Promise.all(stats.functions.staff.pids.map(residentOf));
  return Math.max(0, ...sizes);
}

async function residentOf(pid: number): Promise<number> {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

const runs = once(async () => ({ few: await replayed(FEW), many: await replayed(MANY) }));

export const figures: Figure[] = [
  {
    name: 'lab.events_per_second',
    unit: 'events/s',
    async measure() {
      const { few, many } = await runs();
      const seconds = rounded(many.ms / 1000, 1);
      const note = `${MANY} events of ${MEMBERS} members in ${seconds} s, ${many.steps} calls; ${FEW} in ${rounded(few.ms / 1000, 1)} s`;
      return { value: Math.round(MANY / (many.ms / 1000)), note, wrong: [...few.wrong, ...many.wrong] };
    },
  },
  {
    name: 'lab.memory.ratio',
    unit: 'ratio',
    limit: { atMost: 1.5 },
    async measure() {
      const { few, many } = await runs();
      const mb = (bytes: number) => Math.round(bytes / 1_048_576);
      const note = `resident size of the function after each call, largest: ${mb(many.bytes)} MB with ${MANY} events, ${mb(few.bytes)} MB with ${FEW}`;
      return { value: rounded(many.bytes / few.bytes), note, wrong: [...few.wrong, ...many.wrong] };
    },
  },
];
