/** Tomorrow is a member day, or a campaign begins: for members who have asked to be told. */
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import { nextOccurrence, type Occasion } from '../earning';
import { noticeBirth, uncounted } from '../messaging';
import type { Programme } from '../programme';
import type { Given } from './consents';
import { beyond, PAGE, type Reminder, wholeMembers } from './reminder';

export const memberDay: Reminder = {
  name: 'memberDay',
  async page({ store }, { programme }, day, after, at) {
    const next = addDays(day, 1);
    const name = beginningOn(programme, next);
    if (name === null) return { notices: [], after: null };
    const asked = await store.find<Pick<Given, 'memberId'>>('consents', {
      where: { kind: 'memberDay', state: 'open', memberId: { gte: beyond(after) } },
      order: ['memberId', 'asc'],
      limit: PAGE,
      fields: ['memberId'],
    });
    const { groups, after: reached } = wholeMembers(asked, asked.length === PAGE);
    const notices = groups.flatMap(([first]) =>
      first
        ? [uncounted(noticeBirth(first.memberId, `memberDay:${next}`, 'memberDay', { name, day: next }, at)).document]
        : [],
    );
    return { notices, after: reached };
  },
};

/** What somebody can come for on a certain day. */
const COMES_FOR: readonly Occasion[] = ['order', 'checkin', 'visit'];

/** Name of what has its first day then: the first rule in the merchant's order. What already runs is no news. */
export function beginningOn({ earning }: Programme, day: DayKey): string | null {
  const rule = earning.rules.find(
    (each) => each.on.some((occasion) => COMES_FOR.includes(occasion)) && nextOccurrence(each, day, 0)?.first === day,
  );
  return rule?.name ?? null;
}
