import type { ClosingView, LostView, OpenView } from '../../../typings/api/account';
import type { DayKey } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { figure, inFours, money, unbroken } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** What leaving costs, what stays, what is in the way, and how long one may still think about it. */
export interface LeavingView {
  waiting: { title: string; left: string } | null;
  lost: { label: string; value: string }[];
  stays: { icon: string; text: string }[];
  when: string;
  open: { title: string; rows: OpenRow[] } | null;
}

export interface OpenRow {
  key: string;
  label: string;
  hint: string;
  /** Page that brings it to its end; '' when it ends by itself. */
  url: string;
}

const DAY_MS = 86_400_000;

export function leavingView(view: ClosingView, points: PointsWords, words: PageWords): LeavingView {
  const { leaving } = words;
  const { state, today, now, days } = view;
  const until = state.is === 'waiting' ? state.day : dayAfter(today, days);
  const said = dayText(until, today, words);
  const left = state.is === 'waiting' ? Math.ceil((state.until - now) / DAY_MS) : 0;
  return {
    waiting:
      state.is === 'waiting'
        ? { title: leaving.waitingTitle(said), left: left > 0 ? leaving.left(left) : leaving.leftToday }
        : null,
    lost: lostRows(view.lost, points, words),
    stays: stayRows(view, words),
    when: leaving.whenText(days, unbroken(said)),
    open:
      view.open.length > 0
        ? { title: leaving.open(view.open.length), rows: view.open.map((each, at) => openRow(each, at, points, words)) }
        : null,
  };
}

/** Nothing that was never there is lost. The tier goes in any case. */
function lostRows(lost: LostView, points: PointsWords, words: PageWords): LeavingView['lost'] {
  const { figures, leaving } = words;
  const { rows } = leaving;
  const amount = (count: number) => figures.points(figure(count), points.unit);
  const all: [boolean, string, string][] = [
    [lost.points > 0, rows.points(points.name), amount(lost.points)],
    [lost.waiting > 0, rows.waiting(points.name), amount(lost.waiting)],
    [lost.coupons > 0, rows.coupons, figures.cards(lost.coupons)],
    [lost.streak > 0, rows.streak, figures.days(lost.streak)],
    ...lost.rights.map(({ name }): [boolean, string, string] => [true, rows.right, name]),
    [true, rows.tier, rows.tierValue(lost.tier.name, figure(lost.growth))],
    [lost.debt > 0, rows.debt(points.name), rows.debtValue(amount(lost.debt))],
  ];
  return all.filter(([is]) => is).map(([, label, value]) => ({ label, value }));
}

function stayRows({ lost, staff }: ClosingView, { leaving: { stayRows: said } }: PageWords): LeavingView['stays'] {
  const rows = [
    { icon: 'receipt', text: said.ledger(inFours(lost.number)) },
    { icon: 'terms', text: said.law },
    { icon: 'shield', text: said.erased },
    { icon: 'undo', text: said.again },
  ];
  return staff ? [...rows, { icon: 'team', text: said.staff }] : rows;
}

function openRow(open: OpenView, at: number, points: PointsWords, words: PageWords): OpenRow {
  const { leaving, figures } = words;
  switch (open.what) {
    case 'redemption':
      return {
        key: open.id,
        label: open.name,
        hint: leaving.ways[open.way],
        url: `/shopper/redemption/index?id=${open.id}`,
      };
    case 'payment':
      return {
        key: open.trade,
        label: open.name,
        hint: leaving.unpaid(money(open.cashFen)),
        url: `/shopper/payment/index?trade=${open.trade}`,
      };
    case 'deduction': {
      const label = leaving.deduction(figures.points(figure(open.points), points.unit));
      return { key: `deduction ${at}`, label, hint: '', url: '' };
    }
  }
}

/** On days as the cloud keys them: which day it is today comes from there. */
function dayAfter(day: DayKey, days: number): DayKey {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10) as DayKey;
}
