/** Coupons that end in three days, one notice for all of a member's. */
import { addDays } from '../calendar';
import { noticeBirth, uncounted } from '../messaging';
import type { Coupon } from '../templates';
import { beyond, PAGE, type Reminder, wholeMembers } from './reminder';

const AHEAD_DAYS = 3;

export const couponsEnding: Reminder = {
  name: 'couponEnding',
  async page({ store }, _settings, day, after, at) {
    const until = addDays(day, AHEAD_DAYS);
    const ending = await store.find<Pick<Coupon, '_id' | 'memberId' | 'terms'>>('coupons', {
      where: { state: 'usable', until, memberId: { gte: beyond(after) } },
      order: ['memberId', 'asc'],
      limit: PAGE,
      fields: ['memberId', 'terms.name'],
    });
    const { groups, after: reached } = wholeMembers(ending, ending.length === PAGE);
    const notices = groups.flatMap(([first, ...others]) => {
      if (!first) return [];
      const facts = { coupon: first.terms.name, count: others.length + 1, until };
      return [uncounted(noticeBirth(first.memberId, `couponEnding:${until}`, 'couponEnding', facts, at)).document];
    });
    return { notices, after: reached };
  },
};
