/** A shop in which members bring friends, help each other and come by: its settings, its people, its timer. */
import { checkBook, FriendBooks, memberOf, type StoredMember } from '../../../cloudfunctions/core/account';
import type { AssistTerms, ReferralTerms } from '../../../cloudfunctions/core/inviting';
import { defaultProgramme, type ProgrammeRules } from '../../../cloudfunctions/core/programme';
import { programmeDocument } from '../../../cloudfunctions/core/programme/stored';
import type { Settings } from '../../../cloudfunctions/core/settings';
import { promisesOf } from '../../../scripts/books/friends';
import type { EpochMs } from '../../../typings/domain';
import type { Memory } from './memory-store';
import { settingsUnder } from './till';
import { aftermath, NOON, world } from './world';

const MINUTE = 60_000;
export const later = (minutes: number) => (NOON + minutes * MINUTE) as EpochMs;

export const REFERRAL: ReferralTerms = {
  campaign: 'autumn',
  registered: { points: 50 },
  firstOrder: { points: 20, minimumFen: 1_000, withinDays: 30 },
  friend: { points: 30 },
  perDay: 10,
  inAll: 100,
  budget: 10_000,
  review: { sameAddress: 3, tenMinutes: 100, risk: 'off' },
};

export const ASSIST: AssistTerms = {
  campaign: 'moon',
  name: '月饼助力',
  helpers: 3,
  hours: 48,
  reward: { points: 80 },
  firstDay: '2026-11-01',
  lastDay: '2026-12-31',
  perMember: 2,
  helpsPerDay: 5,
  budget: 10_000,
};

export const VISIT_POINTS = 3;

const visitRule: ProgrammeRules['earning']['rules'][number] = {
  code: 'visit',
  name: '到店打卡',
  on: ['visit'],
  when: [],
  give: { code: 'fixed', points: VISIT_POINTS },
};

export function friendly(changes: Partial<ProgrammeRules> = {}): Settings {
  return settingsUnder({
    referral: REFERRAL,
    assist: ASSIST,
    visits: { perDay: 1 },
    earning: { ...defaultProgramme.earning, rules: [...defaultProgramme.earning.rules, visitRule] },
    ...changes,
  });
}

export const friendlySettings = friendly();

/** Members, and a programme as the shop has published it. */
export async function friendlyWorld(ids: readonly string[], settings = friendlySettings): Promise<Memory> {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
  const memory = await world(...ids);
  const programme = programmeDocument(settings.programme);
  await memory.plain().add('settings', { _id: 'programme', shape: 2, ...programme } as { _id: string });
  return memory;
}

export function memberIn(memory: Memory, id: string) {
  const stored = memory.all('members').find(({ _id }) => _id === id);
  if (!stored) throw new Error(`no member ${id}`);
  return memberOf(stored as unknown as StoredMember);
}

/** What `npm run books` proves, and that nothing is left on its way. Only after the timer had its turns. */
export async function wrongFriends(memory: Memory): Promise<string[]> {
  const wrong = await aftermath(memory);
  const friends = new FriendBooks();
  for (const stored of memory.all('members') as unknown as StoredMember[])
    friends.add(await checkBook(memory.plain(), memberOf(stored)));
  const promised = await promisesOf(memory.plain());
  wrong.push(...friends.wrong(promised, promised));
  wrong.push(...promised.filter(({ state }) => state === 'granted').map(({ key }) => `${key} is still on its way`));
  return wrong;
}
