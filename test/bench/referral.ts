/** One newcomer has one inviter, who is rewarded once: in a crowd of taps, and whatever is cut off on the way. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../typings/api/envelope';
import type { HomeView } from '../../typings/api/shopper';
import type { Figure, Measured } from './figure';
import { wake } from './flash-shop';
import { broughtBy, type Inviting, joinWith, openInviting, REGISTERED, wrongBooks } from './referral-shop';
import type { Shop } from './shop';

const instances = 8;
const calls = 20;
const rounds = 5;
/** Added to each database request, so that the calls do overlap. */
const latencyMs = 40;

async function parallel(): Promise<Measured> {
  const inviting = await openInviting(instances, 3);
  await wake(inviting.shop, instances);
  const wrong: string[] = [];
  const tallies: string[] = [];
  let twice = 0;
  for (let round = 0; round < rounds; round += 1) {
    const friend = `friend-${randomUUID()}`;
    tallies.push(await crowd(inviting, friend, wrong));
    const brought = await broughtBy(inviting, friend);
    wrong.push(...brought.wrong);
    if (brought.paid < REGISTERED) wrong.push('the inviter was not rewarded');
    twice += Math.max(brought.rewards - 1, 0);
  }
  wrong.push(...(await wrongBooks(inviting.shop)));
  await inviting.shop.cloud.close();
  const note = `${rounds} newcomers, ${calls} joins of each at once through 3 inviters on ${instances} instances: ${tallies[0]}`;
  return { value: twice, note, wrong };
}

/** All taps at once, then the timer. */
async function crowd(inviting: Inviting, friend: string, wrong: string[]): Promise<string> {
  const { shop, inviters } = inviting;
  await shop.cloud.control('/local/faults', { functions: ['shopper'], latencyMs });
  const codes = Array.from({ length: calls }, (_, n) => inviters[n % inviters.length]?.code ?? '');
  const answers = await Promise.all(codes.map((code) => joinWith(inviting, friend, code)));
  await shop.cloud.calm();
  const ends = answers.map((answer) => (answer.ok ? 'joined' : answer.error.code));
  const odd = ends.filter((end) => end !== 'joined' && end !== 'BUSY');
  if (odd.length > 0) wrong.push(`${odd.length} were told ${odd[0]}`);
  await judged(shop);
  return [...new Set(ends)].map((end) => `${ends.filter((other) => other === end).length} ${end}`).join(', ');
}

/** Everything is delivered, the joining is judged when ten minutes are over, and its entry reaches the ledger. */
async function judged(shop: Shop): Promise<void> {
  for (const minutes of [2, 11, 11, 2]) await shop.sweep(minutes);
}

const accidents = {
  'killed before it was applied': (nth: number) => ({ killAfter: { nth, when: 'before' } }),
  'killed after it was applied': (nth: number) => ({ killAfter: { nth, when: 'after' } }),
  'its answer lost': (nth: number) => ({ answerLost: { nth } }),
};

/** More requests than this no join and no tick makes; a run that comes here has a fault of its own. */
const most = 150;

/** A friend, and what has happened to the call that was theirs. */
interface Struck {
  friend: string;
  accident: string;
}

async function crashes(): Promise<Measured> {
  // Each accident has an inviter of its own: one alone would come to the limit of the day.
  const inviting = await openInviting(3, Object.keys(accidents).length);
  const struck = [...(await joinings(inviting)), ...(await ticks(inviting))];
  await judged(inviting.shop);
  const violations = await wrongBooks(inviting.shop);
  for (const { friend, accident } of struck) {
    const { rewards, paid, wrong } = await broughtBy(inviting, friend);
    if (rewards !== 1 || paid !== REGISTERED) wrong.push(`${rewards} rewards of ${paid} points in all`);
    violations.push(...wrong.map((what) => `${accident}: ${what}`));
  }
  await inviting.shop.cloud.close();
  const note = `${struck.length} accidents in joining with an invitation (each request killed before, killed after, answer lost) and in the timer after a join that broke off (killed after each); then joined again, swept and audited`;
  return { value: violations.length, note, wrong: violations.slice(0, 10) };
}

/** Every request of a join is struck in turn; then the same person taps again. */
async function joinings(inviting: Inviting): Promise<Struck[]> {
  return everyRequest('join', accidents, async (friend, which, plan) => {
    // What an instance remembers of the settings is too old by then, so the command reads them too.
    await inviting.shop.cloud.control('/local/clock', { advanceMs: 60_000 });
    const hit = await strike(inviting.shop, 'shopper', plan, () => tap(inviting, friend, which));
    await tap(inviting, friend, which);
    return hit;
  });
}

/** After a join that broke off, the timer dies after each request of the tick that has to do the rest of it. */
async function ticks(inviting: Inviting): Promise<Struck[]> {
  const brokenOff = await unsettled(inviting);
  const killed = 'killed after it was applied';
  return everyRequest('tick', { [killed]: accidents[killed] }, async (friend, _which, plan) => {
    await cutOff(inviting, friend, 1, brokenOff);
    // A joining is judged ten minutes later.
    const hit = await strike(inviting.shop, 'timer', plan, () => inviting.shop.sweep(11));
    // What is left must not make the next tick a longer one.
    await inviting.shop.sweep(2);
    return hit;
  });
}

type Run = (friend: string, which: number, plan: object) => Promise<boolean>;

async function everyRequest(
  what: string,
  happening: Record<string, (nth: number) => object>,
  run: Run,
): Promise<Struck[]> {
  const struck: Struck[] = [];
  for (const [which, [accident, plan]] of Object.entries(happening).entries()) {
    for (let nth = 1; ; nth += 1) {
      if (nth > most) throw new Error(`a ${what} makes more than ${most} requests`);
      const friend = `friend-${randomUUID()}`;
      const hit = await run(friend, which, plan(nth));
      struck.push({ friend, accident: `${what}, request ${nth} ${accident}` });
      if (!hit) break;
    }
  }
  return struck;
}

/** @returns whether there was such a request */
async function strike(shop: Shop, name: string, plan: object, act: () => Promise<unknown>): Promise<boolean> {
  await shop.cloud.control('/local/faults', { functions: [name], times: 1, ...plan });
  await act().catch(() => undefined); // the phone sees an error, or nothing
  const { struck } = await shop.cloud.control<{ struck: number }>('/local/faults');
  await shop.cloud.calm();
  return struck > 0;
}

function tap(inviting: Inviting, friend: string, which: number): Promise<Answer<HomeView>> {
  return joinWith(inviting, friend, inviting.inviters[which]?.code ?? '');
}

/** The instance dies after the n-th request of a join. */
async function cutOff(inviting: Inviting, friend: string, which: number, nth: number): Promise<void> {
  await inviting.shop.cloud.control('/local/clock', { advanceMs: 60_000 });
  await strike(inviting.shop, 'shopper', { killAfter: { nth, when: 'after' } }, () => tap(inviting, friend, which));
}

/** After which request of a join the member is there, and nothing of what it gives birth to: the rest is the timer's. */
async function unsettled(inviting: Inviting): Promise<number> {
  for (let nth = 1; nth <= most; nth += 1) {
    const friend = `friend-${randomUUID()}`;
    await cutOff(inviting, friend, 0, nth);
    const [member] = await inviting.shop.reader.find('members', { where: { openid: friend }, limit: 1 });
    if (member) return nth;
  }
  throw new Error('nobody joined');
}

export const figures: Figure[] = [
  { name: 'referral.parallel.double', unit: 'rewards', limit: { exactly: 0 }, measure: parallel },
  { name: 'referral.crash.violations', unit: 'violations', limit: { exactly: 0 }, measure: crashes },
];
