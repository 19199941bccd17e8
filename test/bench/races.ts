/** Twenty check-ins of one person at the same moment, each with a key of its own, on several instances. */
import { randomUUID } from 'node:crypto';
import type { Measured } from './figure';
import { openShop, type Shop } from './shop';

const instances = 8;
const calls = 20;
const rounds = 5;
/** Added to each database request, so that the calls do overlap. */
const latencyMs = 40;

export async function races(): Promise<Measured> {
  const shop = await openShop(instances);
  await wake(shop);
  const seen = [];
  for (let round = 0; round < rounds; round++) seen.push(await race(shop));
  await shop.cloud.close();
  const wrong = seen.flatMap((one) => one.wrong);
  const furthest = seen.reduce((a, b) => (Math.abs(b.paid - 1) > Math.abs(a.paid - 1) ? b : a));
  const note = `worst of ${rounds} members, ${calls} calls at once on ${instances} instances: ${furthest.tally}`;
  return { value: furthest.paid, note, wrong };
}

/** All instances are started before the race, or the first would answer everybody while the others load. */
async function wake(shop: Shop): Promise<void> {
  await shop.cloud.control('/local/faults', { latencyMs: 1_000 });
  const people = Array.from({ length: instances }, () => `bench-${randomUUID()}`);
  await Promise.all(people.map((openid) => shop.call(openid, 'member.home', {})));
  await shop.cloud.calm();
  const { functions } = await shop.cloud.control<{ functions: { shopper?: { instances: number } } }>('/local/stats');
  if (functions.shopper?.instances !== instances)
    throw new Error(`${functions.shopper?.instances} instances are awake`);
}

async function race(shop: Shop): Promise<{ paid: number; tally: string; wrong: string[] }> {
  const openid = await shop.join();
  const before = (await shop.member(openid)).balance;
  await shop.cloud.control('/local/faults', { functions: ['shopper'], latencyMs });
  const answers = await Promise.all(
    Array.from({ length: calls }, () => shop.call(openid, 'checkin.signIn', {}, randomUUID())),
  );
  await shop.cloud.calm();
  await shop.sweep();
  const wrong = await shop.audit(openid);
  const earned = answers.find((answer) => answer.ok)?.data.earned ?? 0;
  const grown = (await shop.member(openid)).balance - before;
  if (grown !== earned) wrong.push(`the balance grew by ${grown}, one check-in earns ${earned}`);
  const entries = await shop.entries(openid, 'checkin');
  if (entries !== 1) wrong.push(`${entries} check-ins stand in the books`);
  const ends = answers.map((answer) => (answer.ok ? (answer.data.repeated ? 'repeated' : 'paid') : answer.error.code));
  const count = (end: string) => ends.filter((other) => other === end).length;
  const tally = [...new Set(ends)].map((end) => `${count(end)} ${end}`).join(', ');
  return { paid: count('paid'), tally, wrong };
}
