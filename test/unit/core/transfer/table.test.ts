/** Tables of members as people write them. */
import { beforeAll, expect, test } from 'vitest';
import { headingOf } from '../../../../cloudfunctions/core/imports/heading';
import { figuresOf } from '../../../../cloudfunctions/core/imports/reading';
import { readLines, sorted } from '../../../../cloudfunctions/core/imports/sorting';
import { type Line, linesOf, textOf } from '../../../../cloudfunctions/core/imports/table';
import { defaultProgramme } from '../../../../cloudfunctions/core/programme';
import type { DayKey } from '../../../../typings/domain';

const TODAY = '2026-11-22' as DayKey;
const { tiers } = defaultProgramme;

beforeAll(() => {
  process.env.HUITOUKE_SECRET ??= Buffer.alloc(32, 7).toString('base64url');
});

function table(text: string) {
  const [head, ...lines] = linesOf(text) as [Line, ...Line[]];
  const heading = headingOf(head);
  if (!heading) throw new Error('no heading');
  return { heading, lines };
}
const read = (text: string) => {
  const { heading, lines } = table(text);
  return readLines(heading, lines, tiers, TODAY);
};
const figures = (head: string, cell: string) => {
  const { heading, lines } = table(`手机号\t${head}\n13800000000\t${cell}`);
  return figuresOf(heading, lines[0] as Line, tiers, TODAY);
};

test('a file is read in the encodings that spreadsheets write, and what is no text is none', () => {
  const text = '手机号,积分\r\n13800000000,5';
  // GB18030 of 手机号, 积分.
  const gbk = Buffer.from('cad6bbfabac52cbbfdb7d60d0a31333830303030303030302c35', 'hex');
  for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le'), gbk])
    expect(textOf(bytes)).toBe(text);
  expect(textOf(Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 0, 0]))).toBeNull();
  expect(textOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff, 0, 1]))).toBeNull();
});

test('lines are counted as a spreadsheet counts them, empty ones and those with line ends in a cell too', () => {
  const lines = linesOf('手机号,备注\n\n13800000000,"a\nb"\n13800000001,\n');
  expect(lines?.map(({ line }) => line)).toEqual([1, 3, 4]);
  expect(linesOf('手机号,备注\n1,"a')).toBeNull();
});

test('columns are known by what people call them, whatever stands around it', () => {
  const names = (text: string) => Object.keys(table(`${text}\n1`).heading.places);
  expect(names('会员手机号 ,可用积分（分）,有效期至,会员等级,姓名')).toEqual(['phone', 'points', 'until', 'tier']);
  expect(names('＊会员卡号\t剩余积分\t成长')).toEqual(['card', 'points', 'growth']);
  expect(headingOf({ line: 1, cells: ['姓名', '积分'] })).toBeNull();
  expect(table('手机号,手机,生日\n1').heading).toMatchObject({ columns: ['手机号'], ignored: ['手机', '生日'] });
});

test.each([
  ['', 0],
  ['0', 0],
  ['1,200', 1200],
  ['１２', 12],
  ['1200.00', 1200],
  ['-5', 'POINTS'],
  ['1.5', 'POINTS'],
  ['1e3', 'POINTS'],
  ['很多', 'POINTS'],
  ['100000001', 'POINTS'],
])('points written as %j are %j', (cell, wanted) => {
  const got = figures('积分', cell);
  expect('problem' in got ? got.problem : got.points).toBe(wanted);
});

test.each([
  ['2027-3-5', '2027-03-31'],
  ['2027/03/05', '2027-03-31'],
  ['2027年3月5日', '2027-03-31'],
  ['20270305', '2027-03-31'],
  ['2027-03-05 00:00:00', '2027-03-31'],
  ['', null],
  ['2026-11-21', 'UNTIL_PAST'],
  ['2027-2-30', 'UNTIL'],
  ['3/5/2027', 'UNTIL'],
  ['9999-12-31', 'UNTIL'],
  ['长期', 'UNTIL'],
])('an end written as %j is %j', (cell, wanted) => {
  const got = figures('到期日', cell);
  expect('problem' in got ? got.problem : got.until).toBe(wanted);
});

test('a tier brings at least the growth it takes, by its name or its code', () => {
  const top = tiers.list.at(-1) as { name: string; code: string; from: number };
  expect(figures('等级', top.name)).toMatchObject({ growth: top.from, tier: top.name });
  expect(figures('等级', top.code)).toMatchObject({ growth: top.from });
  expect(figures('等级', '至尊')).toEqual({ problem: 'TIER', column: 'tier', text: '至尊' });
});

test('who a line is about is said by a phone number or a card, and no two lines are about one', () => {
  const { lines, problems } = read(
    [
      '手机号,卡号',
      '138 0000 0001,',
      '+8613800000001,',
      ',A-1',
      '13800000002,A-1',
      '12345,',
      ',',
      '86 13800000003,',
      ',卡',
    ].join('\n'),
  );
  expect(lines.map(({ line }) => line)).toEqual([2, 4, 8]);
  expect(problems.map(({ line, problem, text }) => [line, problem, text])).toEqual([
    [3, 'DOUBLE', '2'],
    [5, 'DOUBLE', '4'],
    [6, 'PHONE', ''],
    [9, 'CARD', ''],
  ]);
});

test('nothing that is kept of a line says a number', () => {
  const kept = sorted(read('手机号,卡号,积分\n13812345678,VIP-9988,5\n1381234567,VIP-1,-1'), new Map());
  expect(JSON.stringify(kept)).not.toMatch(/1381234567|VIP/);
});

test('whom an earlier file has brought is left out, and two numbers of one member are one', () => {
  const { lines, problems } = read('手机号,积分\n13800000001,1\n13800000002,2\n13800000003,3\n13800000004,4');
  const person = { memberId: 'm', closed: false, hasPoints: true, opened: false };
  const known = new Map(
    [person, person, { ...person, memberId: 'n', opened: true }, { ...person, memberId: 'o', closed: true }].map(
      (each, n) => [lines[n]?.who[0].id as string, each] as const,
    ),
  );
  expect(sorted({ lines, problems }, known)).toMatchObject({
    rows: [{ line: 2, points: 1 }],
    withPoints: 1,
    before: 1,
    beforeLines: [4],
    problems: [
      { line: 3, problem: 'DOUBLE', text: '2' },
      { line: 5, problem: 'CLOSED' },
    ],
  });
});
