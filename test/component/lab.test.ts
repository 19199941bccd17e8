/** What a replay and the guide say on the phone. */
import { describe, expect, test } from 'vitest';
import type { GuideView, LabResult, LabView } from '../../typings/api/lab';
import { compiled } from './stage';

interface Views {
  resultView(
    lab: LabView,
    result: LabResult,
    setting: object,
  ): Record<string, unknown> & {
    rules: { name: string; change: string; tone: string; bars: { width: number; figure: string }[] }[];
    members: { title: string; rows: { name: string; tail: string; change: string }[] }[];
    lines: string[];
    head: string;
    facts: { text: string }[];
    worst: { title: string; sides: { points: string; before: string; stack: string }[] }[];
    notes: string[];
  };
}
interface Guides {
  chapterViews(
    guide: GuideView,
    opened: string,
    words: object,
    own: object,
  ): { code: string; steps: { text: string }[] }[];
}
const { resultView } = compiled<Views>('office/views/lab');
const { chapterViews } = compiled<Guides>('admin/views/guide');
const { labHans } = compiled<{ labHans: object }>('office/words/lab/zh-Hans');
const { guideHans } = compiled<{ guideHans: object }>('admin/words/guide/zh-Hans');
const { zhHans } = compiled<{ zhHans: object }>('words/zh-Hans');

const setting = { today: '2026-11-22', points: { name: '积分', unit: '分' }, words: zhHans, own: labHans };
const stack = {
  coupons: 0,
  fen: 2_000,
  rules: ['消费积分', '会员日'],
  tier: '金卡会员',
  day: '2026-11-25',
  channel: 'mini',
};

const result = {
  events: 1_234,
  orders: 300,
  ordersTouched: 120,
  points: { now: 10_000, draft: 12_500 },
  coupons: { now: 3, draft: 3 },
  value: { now: { points: 100, fen: 100 }, draft: { points: 100, fen: 100 } },
  fen: { now: 10_000, draft: 12_500 },
  rules: [
    { code: 'rule:member', name: '会员日', now: 5_000, draft: 7_500 },
    { code: 'cap', name: '', now: -500, draft: -500 },
  ],
  tiers: [{ code: '', name: '', now: 100, draft: 100 }],
  gainers: 12,
  losers: 0,
  gaining: [
    { points: 320, tail: '1234', nickname: null },
    { points: 300, tail: null, nickname: null },
  ],
  losing: [],
  worst: [
    {
      what: 'thousand',
      amountFen: 100_000,
      now: { ...stack, points: 2_000, beforeCap: 2_000 },
      draft: { ...stack, points: 2_000, beforeCap: 4_500 },
    },
  ],
  checked: { entries: 900, equal: 900 },
  notes: [
    { code: 'capped', count: 200_000 },
    { code: 'tiers', count: 0 },
  ],
} as unknown as LabResult;
const lab = { id: 'a', rev: 1, weeks: 8, firstDay: '2026-09-27', lastDay: '2026-11-22' } as unknown as LabView;

describe('a replay', () => {
  const view = resultView(lab, result, setting);

  test('says first what it costs, in points, money and by the week, with the formula', () => {
    expect(view.head).toBe('多发 2,500 分');
    expect(view.lines).toEqual(['比现在多 25%', '约多花 ¥25，平均每周 ¥3.13', '按 100 分 值 ¥1 折算']);
    expect(view.facts.map(({ text }) => text)).toEqual(['300 单里有 120 单（40%）', '3 张 → 3 张']);
  });

  test('holds every rule against the same measure, and a cap is told as what it takes', () => {
    expect(view.rules.map(({ name, change, tone }) => [name, change, tone])).toEqual([
      ['会员日', '+2,500', 'more'],
      ['封顶扣掉的', '', 'same'],
    ]);
    expect(view.rules.map(({ bars }) => bars.map(({ width }) => width))).toEqual([
      [67, 100],
      [7, 7],
    ]);
  });

  test('names members by nickname and tail, and to an analyst not at all', () => {
    expect(view.members[0]).toMatchObject({
      title: '12 人会多得',
      rows: [
        { name: '没有设置昵称', tail: '尾号 1234', change: '+320' },
        { name: '会员', tail: '', change: '+300' },
      ],
    });
  });

  test('tells the worst case with and without the cap, and which rules then hold together', () => {
    expect(view.worst[0]?.title).toBe('¥1,000 的一单');
    expect(view.worst[0]?.sides.map(({ before }) => before)).toEqual(['', '不封顶是 4,500']);
    expect(view.worst[0]?.sides[1]?.stack).toBe('金卡会员，11 月 25 日，消费积分、会员日');
  });

  test('that changes nothing says so, and one without a point value asks for it', () => {
    const same = {
      ...result,
      points: { now: 5, draft: 5 },
      value: { now: null, draft: null },
      fen: { now: null, draft: null },
    };
    const { head, lines } = resultView(lab, same as LabResult, setting);
    expect(head).toBe('发出的一样多');
    expect(lines).toEqual(['这些改动没有影响过去这段时间', '还没有填积分值多少钱，填了就能看到折合的成本']);
  });
});

describe('the staff’s guide', () => {
  const guide = {
    role: 'cashier',
    may: ['counter.sell', 'counter.undo'],
    points: { name: '金豆', unit: '颗' },
    undoMinutes: 10,
    dayFen: 5_000_000,
    daySales: 500,
    misses: 10,
    alone: null,
    pointValue: null,
  };

  test('has the chapters of what somebody may do, and no others', () => {
    const chapters = chapterViews(guide as unknown as GuideView, '', zhHans, guideHans);
    expect(chapters.map(({ code }) => code)).toEqual(['counter', 'mistakes', 'limits']);
  });

  test('names the figures that the functions go by, and points as the shop calls them', () => {
    const steps = (code: string) =>
      chapterViews(guide as unknown as GuideView, code, zhHans, guideHans)
        .flatMap((each) => each.steps)
        .map(({ text }) => text);
    expect(steps('mistakes')[0]).toBe('10 分钟内：在「最近的操作」里点撤销，券和金豆都会退回');
    expect(steps('limits')[0]).toContain('¥50,000、500 笔');
  });
});
