/**
 * Every command of the product on the simulated database of test/faults: at each of its requests in turn it dies before
 * or after, loses its answer, is refused, or is applied late. Then everything is sent again, delivered, and audited.
 */
import { findMemberById } from '../../cloudfunctions/core/account';
import { makeUp, signIn } from '../../cloudfunctions/core/checkin';
import { nightly } from '../../cloudfunctions/core/dues';
import { claimPhone, createWithoutWeChat, findMember, join, setBirthday } from '../../cloudfunctions/core/membership';
import { bookEvent, type OrderEvent } from '../../cloudfunctions/core/orders';
import { defaultShop } from '../../cloudfunctions/core/shop';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { EpochMs, Fen, MonthDay } from '../../typings/domain';
import { explore } from '../faults/simulation/explore';
import type { Memory } from '../faults/simulation/memory-store';
import { type Deviation, type Ending, play } from '../faults/simulation/schedule';
import { aftermath, environment, NOON, settings, world } from '../faults/simulation/world';
import { Random } from '../laws/random';
import type { Figure, Measured } from './figure';

const DAY = 86_400_000;
const LATER = (NOON + 2 * DAY) as EpochMs;
const caller = { openid: 'openid-m', key: 'tap' };
const order = { partnerId: 'till', orderId: 'A1', storeId: 'default', channel: 'till', actor: 'partner' } as const;
const consent = { termsVersion: defaultShop.terms.version, privacyVersion: defaultShop.privacy.version };

const PHONE = '+8613800138000';
const till = { storeId: 'default', channel: 'till', actor: 'partner', partnerId: 'till' } as const;

interface Scene {
  before?(store: Store): Promise<unknown>;
  run(store: Store): Promise<unknown>;
}

const book = (event: OrderEvent) => async (store: Store) => {
  const member = await findMemberById(store, 'm');
  if (!member) throw new Error('no member');
  return bookEvent(environment(store, LATER), settings, member, order, event);
};
const paid = book({ type: 'paid', amountFen: 12_800 as Fen, paidAt: NOON, completed: false });

const scenes: Record<string, Scene> = {
  join: {
    run: async (store) => join(environment(store), 'somebody', consent, settings, await findMember(store, 'somebody')),
  },
  'check-in': { run: (store) => signIn(environment(store, LATER), caller, {}) },
  'make-up': {
    before: (store) => signIn(environment(store, LATER), caller, {}),
    run: (store) => makeUp(environment(store, LATER), caller, { day: '2026-11-22' as never }),
  },
  birthday: { run: (store) => setBirthday(environment(store, LATER), caller, { day: '11-23' as MonthDay }) },
  paid: { run: paid },
  refund: {
    before: paid,
    run: book({ type: 'refunded', refundId: 'r1', amountFen: 2_800 as Fen, refundedAt: LATER }),
  },
  completed: { before: paid, run: book({ type: 'completed', completedAt: LATER }) },
  'claim and merge': {
    before: (store) => createWithoutWeChat(environment(store), settings, { phone: PHONE }, till),
    run: (store) => claimPhone(environment(store), caller, { code: 'code' }, async () => PHONE),
  },
  nightly: {
    before: (store) => setBirthday(environment(store, NOON), caller, { day: '11-23' as MonthDay }),
    run: (store) => nightly(environment(store, LATER), settings, (LATER + DAY) as EpochMs),
  },
};

async function faults(): Promise<Measured> {
  process.env.HUITOUKE_SECRET ??= Buffer.alloc(32, 1).toString('base64url');
  const wrong: string[] = [];
  let runs = 0;
  for (const [name, scene] of Object.entries(scenes)) {
    const before = runs;
    const law = async (deviations: Deviation[]): Promise<Ending> => {
      const memory = await prepared(scene);
      const ending = await play(memory, [{ name, run: scene.run }], deviations);
      wrong.push(...(await judged(memory, scene)).map((what) => `${name} ${JSON.stringify(deviations)}: ${what}`));
      runs += 1;
      return ending;
    };
    await explore(law, 2);
    if (runs - before < 5) wrong.push(`${name} made no requests`);
    for (let seed = 1; seed <= 25; seed += 1) {
      const memory = await prepared(scene);
      const store = unsure(memory, new Random(seed));
      await Promise.allSettled([scene.run(store), scene.run(store)]);
      wrong.push(...(await judged(memory, scene)).map((what) => `${name} with seed ${seed}: ${what}`));
      runs += 1;
    }
  }
  const note = `${runs} runs of ${Object.keys(scenes).join(', ')}: each request cut off, unanswered, refused or late, two at a time, and one in ten failing; then sent again and audited`;
  return { value: wrong.length, note, wrong: wrong.slice(0, 10) };
}

async function prepared({ before }: Scene): Promise<Memory> {
  const memory = await world('m');
  await before?.(memory.plain());
  return memory;
}

/** Sent again until it is answered. Whatever it answers, it may have taken effect at most once. */
async function judged(memory: Memory, { run }: Scene): Promise<string[]> {
  const store = memory.plain();
  await run(store);
  const before = memory.all('members').map(({ _id, balance, growth }) => [_id, balance, growth]);
  await run(store);
  const after = memory.all('members').map(({ _id, balance, growth }) => [_id, balance, growth]);
  const wrong = await aftermath(memory);
  if (JSON.stringify(before) !== JSON.stringify(after)) wrong.push('a repeat has changed the books');
  return wrong;
}

function unsure(memory: Memory, random: Random): Store {
  return memory.store(async (request) => {
    const fate = random.next();
    if (fate < 0.05) throw new StoreError(request.name, 'conflict');
    const answer = request.apply();
    if (fate < 0.1) throw new StoreError(request.name, 'timed out');
    return answer;
  });
}

export const figures: Figure[] = [
  { name: 'faults.violations', unit: 'violations', limit: { exactly: 0 }, measure: faults },
];
