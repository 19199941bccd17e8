/**
 * The instance is killed before and after each database request of a command in turn, and each answer is lost after
 * the write was applied; then the phone repeats the same key. Afterwards the command must have taken effect once and
 * the books must be whole.
 */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../typings/api/envelope';
import type { SignedView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { Measured } from './figure';
import { openShop, type Shop } from './shop';

const accidents = {
  'killed before it was applied': (nth: number) => ({ killAfter: { nth, when: 'before' } }),
  'killed after it was applied': (nth: number) => ({ killAfter: { nth, when: 'after' } }),
  'its answer lost': (nth: number) => ({ answerLost: { nth } }),
};

/** More requests than this no command makes; a run that comes here has a fault of its own. */
const most = 20;
const repeats = 10;

interface Scene {
  name: string;
  /** Brings a new member to where the command can be given. */
  prepare(): Promise<{ openid: string; command: (key: string) => Promise<Answer<SignedView>> }>;
  kind: 'checkin' | 'makeup';
}

function scenes(shop: Shop, members: string[], missed: DayKey): Scene[] {
  const next = () => {
    const openid = members.pop();
    if (!openid) throw new Error('no member left');
    return openid;
  };
  return [
    {
      name: 'signIn',
      kind: 'checkin',
      async prepare() {
        const openid = next();
        return { openid, command: (key) => shop.call(openid, 'checkin.signIn', {}, key) };
      },
    },
    {
      name: 'makeUp',
      kind: 'makeup',
      async prepare() {
        const openid = next();
        return { openid, command: (key) => shop.call(openid, 'checkin.makeUp', { day: missed }, key) };
      },
    },
  ];
}

export async function crashes(): Promise<Measured> {
  const shop = await openShop(3);
  // All join on one day; two days later the day between can be made up.
  const members: string[] = [];
  for (let made = 0; made < 60; made++) members.push(await shop.join());
  await shop.cloud.control('/local/clock', { advanceDays: 1 });
  const { today: missed } = await shop.must(members[0] ?? '', 'member.home', {});
  await shop.cloud.control('/local/clock', { advanceDays: 1 });

  const violations: string[] = [];
  let runs = 0;
  for (const scene of scenes(shop, members, missed)) {
    for (const [accident, plan] of Object.entries(accidents)) {
      for (let nth = 1; ; nth++) {
        if (nth > most) throw new Error(`${scene.name} makes more than ${most} requests`);
        const { struck, wrong } = await run(shop, scene, plan(nth));
        if (!struck) break;
        runs++;
        violations.push(...wrong.map((sentence) => `${scene.name}, request ${nth} ${accident}: ${sentence}`));
      }
    }
  }
  await shop.cloud.close();
  return {
    value: violations.length,
    note: `${runs} accidents in check-in and make-up, each request killed before, killed after, answer lost; then repeated with the same key at once and after the sweeper, and audited`,
    wrong: violations.slice(0, 10),
  };
}

async function run(shop: Shop, scene: Scene, plan: object): Promise<{ struck: boolean; wrong: string[] }> {
  const { openid, command } = await scene.prepare();
  const before = (await shop.member(openid)).balance;
  const key = randomUUID();
  // What an instance remembers of the settings is too old by then, so the command reads them too.
  await shop.cloud.control('/local/clock', { advanceMs: 60_000 });
  await shop.cloud.control('/local/faults', { functions: ['shopper'], times: 1, ...plan });
  await command(key).catch(() => undefined); // the phone sees an error, or nothing
  const { struck } = await shop.cloud.control<{ struck: number }>('/local/faults');
  await shop.cloud.calm();
  if (struck === 0) return { struck: false, wrong: [] };

  const wrong: string[] = [];
  const judge = async (when: string) => {
    const answer = await repeated(() => command(key));
    if (!answer?.ok) wrong.push(`the repeat ${when} answers ${answer ? answer.error.code : 'nothing'}`);
    wrong.push(...(await shop.audit(openid)).map((sentence) => `${when}: ${sentence}`));
    const own = await shop.entries(openid, scene.kind);
    if (own !== 1) wrong.push(`${when}: it stands ${own} times in the books`);
    const grown = (await shop.member(openid)).balance - before;
    if (answer?.ok && grown !== answer.data.earned)
      wrong.push(`${when}: the balance grew by ${grown}, ${answer.data.earned} were told`);
  };
  await judge('at once');
  await shop.sweep();
  // Out of the journal, which keeps an entry for ten minutes: now the ledger alone knows the key.
  await shop.sweep(11);
  const left = Object.keys((await shop.member(openid)).journal).length;
  if (left > 0) wrong.push(`${left} entries are left in the journal`);
  await judge('later');
  return { struck: true, wrong };
}

/** As the phone does: BUSY means again, with the same key. */
async function repeated(command: () => Promise<Answer<SignedView>>): Promise<Answer<SignedView> | undefined> {
  let answer: Answer<SignedView> | undefined;
  for (let turn = 0; turn < repeats; turn++) {
    answer = await command();
    if (answer.ok || answer.error.code !== 'BUSY') return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return answer;
}
