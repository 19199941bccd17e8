import { expect, test } from 'vitest';
import { type Notice, noticeBirth } from '../../cloudfunctions/core/messaging';
import { sendMessages } from '../../cloudfunctions/core/outbox';
import type { Settings } from '../../cloudfunctions/core/settings';
import type { Message, Sent } from '../../cloudfunctions/platform/message';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import { friendlySettings, later } from './simulation/friendly';
import type { Memory, Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { environment, NOON, world } from './simulation/world';

const PER_DAY = 2;
const settings: Settings = {
  ...friendlySettings,
  messages: {
    ...friendlySettings.messages,
    perDay: PER_DAY,
    list: [{ kind: 'rewardPaid', templateId: 'template-1', fields: { thing1: 'name', number2: 'amount' } }],
  },
};

/** Member → messages due and consents given. */
const PEOPLE = { rich: { due: 3, given: 3 }, poor: { due: 2, given: 1 }, shy: { due: 1, given: 0 } };

/** WeChat as it counts: one consent, one message. */
class WeChat {
  readonly sent: string[] = [];
  /** To whom it gave no answer and sent nothing: for all that the shop knows, it may have. */
  readonly lost: string[] = [];
  /** What it does with the next message that it could deliver. */
  fate: () => 'answers' | 'loses its answer' | 'breaks' | 'is busy' = () => 'answers';
  private left = new Map(Object.entries(PEOPLE).map(([id, { given }]) => [`openid-${id}`, given]));

  channels = {
    subscription: {
      addressOf: ({ openid }: { openid: string | null }) => openid,
      send: async (message: Message): Promise<Sent> => this.take(message),
    },
  };

  private take({ to, fields }: Message): Sent {
    const left = this.left.get(to) ?? 0;
    if (left === 0) return { is: 'refused' };
    const fate = this.fate();
    if (fate === 'is busy') return { is: 'again' };
    if (fate === 'breaks') {
      this.lost.push(to);
      throw new Error('no answer');
    }
    this.left.set(to, left - 1);
    this.sent.push(`${to.replace('openid-', '')}:${fields.number2}`);
    return { is: fate === 'answers' ? 'sent' : 'unsure' };
  }
}

async function outbox(): Promise<Memory> {
  const memory = await world(...Object.keys(PEOPLE));
  const store = memory.plain();
  for (const [id, { due, given }] of Object.entries(PEOPLE)) {
    for (let n = 1; n <= due; n += 1) {
      const facts = { friend: '小林', stage: 'registered', points: n };
      await store.add('notices', noticeBirth(id, `n${n}`, 'referralPaid', facts, NOON).document);
    }
    for (let n = 1; n <= given; n += 1) {
      const consent = { _id: `${id}${n}`, shape: 1, memberId: id, kind: 'rewardPaid', at: NOON, state: 'open' };
      await store.add('consents', consent);
    }
  }
  return memory;
}

const tick = (store: Store, wechat: WeChat, minutes = 0) =>
  sendMessages(environment(store, later(minutes)), settings, wechat.channels, later(minutes + 1));

const process = (name: string, run: Process['run']): Process => ({ name, run });

/** Ticks of some days without faults, then everything that is wrong. */
async function wrongAfter(memory: Memory, wechat: WeChat): Promise<string[]> {
  wechat.fate = () => 'answers';
  for (const hours of [1, 2, 24, 26, 48, 50]) await tick(memory.plain(), wechat, hours * 60);
  const wrong: string[] = [];
  if (new Set(wechat.sent).size !== wechat.sent.length) wrong.push(`sent twice: ${wechat.sent.join()}`);
  for (const { _id, memberId, facts, outbox, outcome } of memory.all('notices') as unknown as Notice[]) {
    const sent = wechat.sent.includes(`${memberId}:${facts.points}`);
    if (outbox !== undefined) wrong.push(`${_id} is still due`);
    if (outcome === undefined) wrong.push(`${_id} has come to nothing`);
    if (outcome === 'sent' && !sent) wrong.push(`${_id} says that it was sent`);
    if (sent && outcome !== 'sent' && outcome !== 'claimed') wrong.push(`${_id} was sent, and says ${outcome}`);
  }
  for (const [id, { given }] of Object.entries(PEOPLE)) {
    const states = memory.all('consents').filter(({ memberId }) => memberId === id);
    const used = states.filter(({ state }) => state === 'used').length;
    const sent = wechat.sent.filter((each) => each.startsWith(`${id}:`)).length;
    if (states.length !== given || sent > given) wrong.push(`${id} agreed to ${given} and was sent ${sent}`);
    const perhaps = sent + wechat.lost.filter((to) => to === `openid-${id}`).length;
    if (used > perhaps) wrong.push(`${id}: ${used} consents are used up by ${sent} messages`);
  }
  return wrong;
}

test('whatever is cut off in two ticks at once, no message is sent twice, and a day has its quota', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const [memory, wechat] = [await outbox(), new WeChat()];
    const ticks = ['one', 'two'].map((name) => process(name, (store) => tick(store, wechat)));
    const ending = await play(memory, ticks, deviations);
    const wrong: string[] = [];
    const today = wechat.sent.filter((each) => each.startsWith('rich:')).length;
    if (today > PER_DAY) wrong.push(`${today} messages in a day`);
    wrong.push(...(await wrongAfter(memory, wechat)));
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 2, 20);
  expect(runs).toBeGreaterThan(60);
});

test('a tick that stalls until its turn is another’s sends nothing that the other has sent', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const [memory, wechat] = [await outbox(), new WeChat()];
    const ticks = [0, 10].map((minutes) => process(`${minutes}`, (store) => tick(store, wechat, minutes)));
    const ending = await play(memory, ticks, deviations);
    const wrong = await wrongAfter(memory, wechat);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 2, 30);
  expect(runs).toBeGreaterThan(60);
});

test('undisturbed, everybody is told as often as they agreed to, and consents are used up by that', async () => {
  const [memory, wechat] = [await outbox(), new WeChat()];
  await tick(memory.plain(), wechat);
  expect([...wechat.sent].sort()).toEqual(['poor:1', 'rich:1', 'rich:2']);
  expect(await wrongAfter(memory, wechat)).toEqual([]);
  expect([...wechat.sent].sort()).toEqual(['poor:1', 'rich:1', 'rich:2', 'rich:3']);
  expect(memory.all('consents').map(({ state }) => state)).toEqual(['used', 'used', 'used', 'used']);
});

test('with a database and a WeChat that fail one time in ten, nothing is sent twice or to who did not agree', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const [memory, wechat, random] = [await outbox(), new WeChat(), new Random(seed)];
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.05) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.1) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    wechat.fate = () => {
      const fate = random.next();
      if (fate < 0.8) return 'answers';
      return fate < 0.87 ? 'loses its answer' : fate < 0.93 ? 'breaks' : 'is busy';
    };
    for (const minutes of [0, 10, 20])
      await Promise.allSettled([tick(unsure, wechat, minutes), tick(unsure, wechat, minutes + 2)]);
    expect(await wrongAfter(memory, wechat), `seed ${seed}`).toEqual([]);
  }
});
