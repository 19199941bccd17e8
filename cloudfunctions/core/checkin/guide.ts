/** The programme's check-in rules as rows the phone can word. Pure. */
import type { GuideRow } from '../../../typings/api/shopper';
import type { CheckInProgramme } from '../programme';

export function checkInGuide(programme: CheckInProgramme): GuideRow[] {
  const [first, ...steps] = programme.steps;
  const rows: GuideRow[] = first ? [{ code: 'checkin.daily', args: { points: first.points } }] : [];
  for (const { from, points } of steps) rows.push({ code: 'checkin.step', args: { day: from, points } });
  for (const { streak, points, right } of programme.milestones) {
    if (points > 0) rows.push({ code: 'checkin.streak', args: { streak, points } });
    if (right) rows.push({ code: 'checkin.right', args: { streak, right: right.name } });
  }
  return rows;
}

/** What the calendar says below its days: also how missed days are filled and when a day begins. */
export function checkInRules(programme: CheckInProgramme, zone: string): GuideRow[] {
  const { perMonth, windowDays } = programme.makeUp;
  const cards: GuideRow[] = perMonth > 0 ? [{ code: 'makeup.cards', args: { perMonth, windowDays } }] : [];
  return [...checkInGuide(programme), ...cards, { code: 'checkin.day', args: { zone } }];
}
