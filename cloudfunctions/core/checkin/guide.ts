/** The programme's check-in rules as rows the phone can word. Pure. */
import type { GuideRow } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { type CheckInProgramme, checkInRuleRows, type GuideNames, grantRows, type Programme } from '../programme';

export function checkInGuide(programme: CheckInProgramme, names: Pick<GuideNames, 'coupon'>): GuideRow[] {
  const [first, ...steps] = programme.steps;
  const rows: GuideRow[] = first ? [{ code: 'checkin.daily', args: { points: first.points } }] : [];
  for (const { from, points } of steps) rows.push({ code: 'checkin.step', args: { day: from, points } });
  for (const { streak, points, factor, right, coupons = [] } of programme.milestones) {
    if (factor > 100) rows.push({ code: 'checkin.double', args: { streak, factor } });
    if (points > 0) rows.push({ code: 'checkin.streak', args: { streak, points } });
    if (right) rows.push({ code: 'checkin.right', args: { streak, right: right.name } });
    rows.push(
      ...grantRows(coupons, names, (coupon, count) => ({ code: 'coupon.streak', args: { streak, coupon, count } })),
    );
  }
  return rows;
}

/** Everything about check-in: also what else adds to it today or on a day to come, cards, and when a day begins. */
export function checkInRules(programme: Programme, names: GuideNames, today: DayKey): GuideRow[] {
  const { checkIn, zone, growth } = programme;
  const { perMonth, windowDays } = checkIn.makeUp;
  const cards: GuideRow[] = perMonth > 0 ? [{ code: 'makeup.cards', args: { perMonth, windowDays } }] : [];
  const counted: GuideRow[] = growth.checkIn > 0 ? [{ code: 'growth.checkin', args: { growth: growth.checkIn } }] : [];
  return [
    ...checkInGuide(checkIn, names),
    ...checkInRuleRows(programme, names, today),
    ...counted,
    ...cards,
    { code: 'checkin.day', args: { zone } },
  ];
}
