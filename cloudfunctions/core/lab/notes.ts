/** What the figures do not say. Pure. */
import type { LabNote } from '../../../typings/api/lab';
import type { Programme } from '../programme';
import { EVENTS_MAX } from './lab';
import type { Sums } from './sums';

export function notesOf(sums: Sums, current: Programme, draft: Programme): LabNote[] {
  const differ = (part: (programme: Programme) => unknown) => text(part(current)) !== text(part(draft));
  const brings = (occasion: 'birthday') => (programme: Programme) =>
    programme.earning.rules.some(({ on }) => on.includes(occasion)) ||
    programme.tiers.list.some(({ rights }) => rights.some(({ code }) => code === 'birthdayPack'));
  const rungs = ({ tiers, growth }: Programme) => [
    growth,
    tiers.validityMonths,
    tiers.graceDays,
    tiers.list.map(({ code, from, keep }) => [code, from, keep]),
  ];
  const limits = ({ referral, assist }: Programme) => [referral, assist].map((terms) => terms ?? null);
  const notes: [boolean, LabNote['code'], number][] = [
    [sums.events >= EVENTS_MAX, 'capped', EVENTS_MAX],
    [sums.unpinned > 0, 'unpinned', sums.unpinned],
    [sums.makeup > 0 && differ(({ checkIn, earning }) => [checkIn, earning]), 'makeup', sums.makeup],
    [differ(rungs), 'growth', 0],
    [!differ(rungs) && sums.events > 0, 'tiers', 0],
    [differ(limits), 'limits', sums.friends],
    [!current.referral?.friend && Boolean(draft.referral?.friend), 'friends', 0],
    [!current.assist && Boolean(draft.assist), 'assist', 0],
    [!current.visits && Boolean(draft.visits), 'visits', 0],
    [(!brings('birthday')(current) && brings('birthday')(draft)) || differ((p) => p.birthday), 'birthdays', 0],
    [differ(({ validity, waiting }) => [validity, waiting]), 'validity', 0],
    [differ(({ deduction }) => deduction ?? null), 'deduction', 0],
    [sums.coupons.now + sums.coupons.draft > 0, 'coupons', sums.coupons.draft - sums.coupons.now],
  ];
  return notes.filter(([holds]) => holds).map(([, code, count]) => ({ code, count }));
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
