/** Claimed messages go out, and what became of each is written down: a request for each outcome, not for each message. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Sent } from '../../platform/message';
import type { Outcome } from '../messaging';
import { type Claimed, giveBack, grouped, mark } from './claim';
import { closedName, PARKED_MS, type Sending } from './plan';
import type { Channels } from './ways';

/** Sent side by side. WeChat answers within some tenths of a second. */
const TOGETHER = 16;
/** So often a channel may put a message off. */
const TRIES_MAX = 5;
/** After so many messages of a kind that WeChat would not take, it is the template that is wrong. */
const OWN_MAX = 3;

interface Told {
  sending: Sending;
  sent: Sent;
}

export interface Delivered {
  outcomes: Map<Outcome, number>;
  waiting: number;
}

export async function deliver(
  env: Environment,
  { token, sendings }: Claimed,
  way: { channels: Channels; closed: Set<string> },
  stopAt: EpochMs,
): Promise<Delivered> {
  const told: Told[] = [];
  const unsent: Sending[] = [];
  const troubles = new Map<string, number>();
  for (let start = 0; start < sendings.length; start += TOGETHER) {
    const next = sendings.slice(start, start + TOGETHER);
    const open = env.clock() < stopAt ? next.filter((each) => !way.closed.has(nameOf(each))) : [];
    unsent.push(...next.filter((each) => !open.includes(each)));
    const answers = await Promise.all(open.map((each) => send(env, way.channels, each)));
    told.push(...answers);
    for (const answer of answers) heed(env, answer, way.closed, troubles);
  }
  return record(env, token, { told, unsent, closed: way.closed });
}

async function send(env: Environment, channels: Channels, sending: Sending): Promise<Told> {
  const { way, to, message, content } = sending;
  const channel = channels[way];
  if (!channel) throw new Error(`there is no channel ${way}`);
  try {
    return { sending, sent: await channel.send({ to, kind: message, ...content }) };
  } catch {
    // A channel answers whatever happens; one that breaks may have sent it all the same, and says nothing of to whom.
    env.alarm(`the channel ${way} broke`);
    return { sending, sent: { is: 'unsure' } };
  }
}

/** A set-up that is wrong is said once a tick, and nothing more of it is tried before the next. */
function heed(env: Environment, { sending, sent }: Told, closed: Set<string>, troubles: Map<string, number>): void {
  if (sent.is !== 'trouble') return;
  const name = nameOf(sending);
  const count = (troubles.get(name) ?? 0) + 1;
  troubles.set(name, count);
  if (count === 1) env.alarm(`messages ${name}: refused with ${sent.code}`);
  if (!sent.own || count >= OWN_MAX) closed.add(name);
}

async function record(
  env: Environment,
  token: string,
  { told, unsent, closed }: { told: readonly Told[]; unsent: readonly Sending[]; closed: ReadonlySet<string> },
): Promise<Delivered> {
  const of = (...what: Sent['is'][]) => told.flatMap(({ sending, sent }) => (what.includes(sent.is) ? [sending] : []));
  const put = of('again').map((sending) => ({ sending, tries: (sending.notice.tries ?? 0) + 1 }));
  const again = put.filter(({ tries }) => tries < TRIES_MAX);
  const failed = put.filter(({ tries }) => tries >= TRIES_MAX).map(({ sending }) => sending);
  const later = (env.now + PARKED_MS) as EpochMs;
  const parked = [...of('trouble'), ...unsent.filter((each) => closed.has(nameOf(each)))];
  const next = unsent.filter((each) => !parked.includes(each));
  const outcomes: [Outcome, Sending[]][] = [
    ['sent', of('sent')],
    ['refused', of('refused')],
    ['unreachable', of('unreachable')],
    ['failed', failed],
  ];
  const writes = [
    ...outcomes.map(([outcome, all]) => mark(env, token, idsOf(all), outcome)),
    ...[...grouped(again, ({ tries }) => tries)].map(([tries, all]) =>
      giveBack(env, token, idsOf(all.map(({ sending }) => sending)), later, tries),
    ),
    giveBack(env, token, idsOf(parked), later),
    giveBack(env, token, idsOf(next), env.now),
    use(env, [...of('sent', 'unsure')]),
    ...withdrawn(env, of('refused')),
  ];
  for (const done of await Promise.allSettled(writes)) if (done.status === 'rejected') throw done.reason;
  const counted = [...outcomes, ['claimed', of('unsure')] as const].map(
    ([outcome, all]) => [outcome, all.length] as const,
  );
  return {
    outcomes: new Map(counted.filter(([, count]) => count > 0)),
    waiting: again.length + parked.length + next.length,
  };
}

/** One consent, one message. */
async function use(env: Environment, sendings: readonly Sending[]): Promise<void> {
  const ids = sendings.flatMap(({ consent }) => consent ?? []);
  if (ids.length === 0) return;
  await env.store.updateAll('consents', { _id: { in: ids }, state: 'open' }, { set: { state: 'used' } });
}

/** WeChat knows of none for this template any more, whatever was counted here. */
function withdrawn(env: Environment, refused: readonly Sending[]): Promise<unknown>[] {
  const asked = refused.filter(({ way }) => way === 'subscription');
  return [...grouped(asked, ({ message }) => message)].map(([kind, all]) =>
    env.store.updateAll(
      'consents',
      { memberId: { in: all.map(({ reader }) => reader.memberId) }, kind, state: 'open' },
      { set: { state: 'void' } },
    ),
  );
}

function nameOf({ way, message }: Sending): string {
  return closedName(way, message);
}

function idsOf(sendings: readonly Sending[]): string[] {
  return sendings.map(({ notice }) => notice._id);
}
