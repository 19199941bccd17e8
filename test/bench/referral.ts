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
const most = 60;

interface Scene {
  name: string;
  function: 'shopper' | 'timer';
  /** Brings the friend to where it can be done. */
  prepare(friend: string): Promise<unknown>;
  /** What the accident strikes. */
  act(friend: string): Promise<unknown>;
}

async function crashes(): Promise<Measured> {
  const inviting = await openInviting(3, 1);
  const violations: string[] = [];
  let runs = 0;
  for (const scene of await scenes(inviting)) {
    for (const [accident, plan] of Object.entries(accidents)) {
      for (let nth = 1; ; nth += 1) {
        if (nth > most) throw new Error(`${scene.name} makes more than ${most} requests`);
        const wrong = await run(inviting, scene, plan(nth));
        if (!wrong) break;
        runs += 1;
        violations.push(...wrong.map((what) => `${scene.name}, request ${nth} ${accident}: ${what}`));
      }
    }
  }
  violations.push(...(await wrongBooks(inviting.shop)));
  await inviting.shop.cloud.close();
  const note = `${runs} accidents in joining with an invitation and in the timer after a join that broke off, each request killed before, killed after, answer lost; then joined again, swept and audited`;
  return { value: violations.length, note, wrong: violations.slice(0, 10) };
}

async function scenes(inviting: Inviting): Promise<Scene[]> {
  const { shop } = inviting;
  const brokenOff = await unsettled(inviting);
  return [
    {
      name: 'join',
      function: 'shopper',
      // What an instance remembers of the settings is too old by then, so the command reads them too.
      prepare: () => shop.cloud.control('/local/clock', { advanceMs: 60_000 }),
      act: (friend) => tap(inviting, friend),
    },
    {
      name: 'timer',
      function: 'timer',
      prepare: (friend) => cutOff(inviting, friend, brokenOff),
      // A joining is judged ten minutes later.
      act: () => shop.sweep(11),
    },
  ];
}

function tap(inviting: Inviting, friend: string): Promise<Answer<HomeView>> {
  return joinWith(inviting, friend, inviting.inviters[0]?.code ?? '');
}

/** The instance dies after the n-th request of a join. */
async function cutOff(inviting: Inviting, friend: string, nth: number): Promise<void> {
  const { cloud } = inviting.shop;
  await cloud.control('/local/clock', { advanceMs: 60_000 });
  await cloud.control('/local/faults', { functions: ['shopper'], times: 1, killAfter: { nth, when: 'after' } });
  await tap(inviting, friend).catch(() => undefined);
  await cloud.calm();
}

/** After which request of a join the member is there and its inviter has nothing yet: the rest is the timer's. */
async function unsettled(inviting: Inviting): Promise<number> {
  for (let nth = 1; nth <= most; nth += 1) {
    const friend = `friend-${randomUUID()}`;
    await cutOff(inviting, friend, nth);
    const [member] = await inviting.shop.reader.find('members', { where: { openid: friend }, limit: 1 });
    if (member) return nth;
  }
  throw new Error('nobody joined');
}

/** Null when the accident found nothing to strike. */
async function run(inviting: Inviting, scene: Scene, plan: object): Promise<string[] | null> {
  const { shop } = inviting;
  const friend = `friend-${randomUUID()}`;
  await scene.prepare(friend);
  await shop.cloud.control('/local/faults', { functions: [scene.function], times: 1, ...plan });
  await scene.act(friend).catch(() => undefined); // the phone sees an error, or nothing
  const { struck } = await shop.cloud.control<{ struck: number }>('/local/faults');
  await shop.cloud.calm();
  if (struck === 0) return null;
  const again = scene.function === 'shopper' ? await tap(inviting, friend) : null;
  await judged(shop);
  const { rewards, paid, wrong } = await broughtBy(inviting, friend);
  if (again && !again.ok) wrong.push(`joining again is refused: ${again.error.code}`);
  if (rewards !== 1 || paid !== REGISTERED) wrong.push(`${rewards} rewards of ${paid} points in all`);
  return wrong;
}

export const figures: Figure[] = [
  { name: 'referral.parallel.double', unit: 'rewards', limit: { exactly: 0 }, measure: parallel },
  { name: 'referral.crash.violations', unit: 'violations', limit: { exactly: 0 }, measure: crashes },
];
