/** Everybody wants the same few things at the same moment: exactly those are sold, and each once. */
import { randomUUID } from 'node:crypto';
import type { Stock } from '../../cloudfunctions/core/stock/index';
import type { Answer } from '../../typings/api/envelope';
import { type Figure, type Measured, once } from './figure';
import { audit, calmed, exchange, fill, offer, openFlash, stockOf, tallyOf, wake } from './flash-shop';
import type { Shop } from './shop';

const INSTANCES = 8;
const MEMBERS = 2_000;
const UNITS = 100;
/** Added to each database request, so that the calls do overlap. */
const latencyMs = 20;

/** As the phone makes it: the member's last entry is number 1. */
const tap = () => `1-${randomUUID().replaceAll('-', '')}`;

async function requestsOf(shop: Shop, work: () => Promise<void>): Promise<number> {
  const total = async () =>
    (await shop.cloud.control<{ database: { requests: number } }>('/local/stats')).database.requests;
  const before = await total();
  await work();
  return (await total()) - before;
}

const rush = once(async () => {
  const { shop, people } = await openFlash(INSTANCES, MEMBERS);
  await offer(shop, 'flash', UNITS, 1);
  await wake(shop, INSTANCES);
  await shop.cloud.control('/local/faults', { functions: ['shopper'], latencyMs });
  let answers: Answer<unknown>[] = [];
  const requests = await requestsOf(shop, async () => {
    answers = await Promise.all(people.map((openid) => exchange(shop, openid, 'flash', tap())));
  });
  await shop.cloud.calm();
  await calmed(shop);
  const { sold, entries, wrong } = await audit(shop, 'flash');
  const told = answers.filter(({ ok }) => ok).length;
  const charged = [...entries.values()].reduce((sum, each) => sum + each, 0);
  if (charged !== sold || told !== sold) wrong.push(`${told} were told so, ${charged} charged, ${sold} sold`);
  const odd = answers.filter((answer) => !answer.ok && !['OUT_OF_STOCK', 'BUSY'].includes(answer.error.code));
  if (odd.length > 0) wrong.push(JSON.stringify(odd[0]));
  const plain = await plainly(shop, people);
  await shop.cloud.close();
  return { sold, requests, wrong, plain, tally: tallyOf(answers) };
});

/** The same members and as many units, by a transaction each. */
async function plainly(
  shop: Shop,
  people: readonly string[],
): Promise<{ sold: number; requests: number; tally: string }> {
  await fill(shop, [{ collection: 'stock', data: [stockOf('reward:plain', UNITS)] }]);
  await wake(shop, INSTANCES, 'flash', { stock: 'reward:none', key: 'none' });
  await shop.cloud.control('/local/faults', { functions: ['flash'], latencyMs });
  let answers: { ok: boolean; code?: string }[] = [];
  const requests = await requestsOf(shop, async () => {
    answers = await Promise.all(
      people.map((openid) =>
        shop.cloud.call<{ ok: boolean; code?: string }>(openid, 'flash', { stock: 'reward:plain', key: openid }),
      ),
    );
  });
  await shop.cloud.calm();
  const [stock] = await shop.reader.find<Stock>('stock', { where: { _id: 'reward:plain' }, limit: 1 });
  const ends = answers.map(({ ok, code }) => (ok ? 'taken' : (code ?? '?')));
  const tally = [...new Set(ends)].map((end) => `${ends.filter((other) => other === end).length} ${end}`).join(', ');
  return { sold: stock?.sold ?? Number.NaN, requests, tally };
}

/** One member, one each: fifty taps of different keys at the same moment. */
async function overLimit(): Promise<Measured> {
  const { shop, people } = await openFlash(INSTANCES, 1);
  const [openid = ''] = people;
  await offer(shop, 'one', UNITS, 1);
  await wake(shop, INSTANCES);
  await shop.cloud.control('/local/faults', { functions: ['shopper'], latencyMs });
  const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(shop, openid, 'one', tap())));
  await shop.cloud.calm();
  await calmed(shop);
  const { sold, wrong } = await audit(shop, 'one');
  await shop.cloud.close();
  if (sold < 1) wrong.push('nothing was sold');
  const told = answers.filter(({ ok }) => ok).length;
  if (told > sold) wrong.push(`${told} were told so, ${sold} sold`);
  return { value: sold - 1, note: `limit 1, 50 at once on ${INSTANCES} instances: ${tallyOf(answers)}`, wrong };
}

const scene = `${MEMBERS} members at once, ${UNITS} units, ${INSTANCES} instances`;

export const figures: Figure[] = [
  {
    name: 'flash.sold',
    unit: 'units',
    limit: { exactly: UNITS },
    async measure() {
      const { sold, wrong, tally } = await rush();
      return { value: sold, note: `${scene}: ${tally}; all books checked`, wrong };
    },
  },
  {
    name: 'flash.requests',
    unit: 'requests',
    limit: { atMost: 8_200 },
    async measure() {
      const { requests } = await rush();
      return { value: requests, note: `${scene}: ${(requests / MEMBERS).toFixed(2)} a head` };
    },
  },
  {
    name: 'flash.transaction.sold',
    unit: 'units',
    async measure() {
      const { sold, tally } = (await rush()).plain;
      return { value: sold, note: `${scene}, by runTransaction: ${tally}` };
    },
  },
  {
    name: 'flash.transaction.requests',
    unit: 'requests',
    async measure() {
      const { requests } = (await rush()).plain;
      return { value: requests, note: `${scene}, by runTransaction: ${(requests / MEMBERS).toFixed(2)} a head` };
    },
  },
  { name: 'limit.parallel.over', unit: 'units', limit: { exactly: 0 }, measure: overLimit },
];
