// @vitest-environment jsdom
/** The form kit: what is typed comes out as what it means, and what is wrong stands at its field. */
import { describe, expect, test } from 'vitest';
import { changed, clashes, getAt, rebased, setAt } from '../../miniprogram/office/views/draft';
import { checkField, read, said, typedOf } from '../../miniprogram/office/views/field';
import type { Field } from '../../miniprogram/office/views/form';
import { formHans as words } from '../../miniprogram/office/words/form/zh-Hans';
import { heard, type Part, render, settle, tap, text } from './stage';

Object.assign((globalThis as unknown as { wx: object }).wx, {
  onKeyboardHeightChange() {},
  offKeyboardHeightChange() {},
  enableAlertBeforeUnload() {},
  disableAlertBeforeUnload() {},
});

const asked = { name: 'a', label: '数' };
const numbers = {
  whole: { ...asked, type: 'whole', from: 1, to: 100, unit: 'days' },
  money: { ...asked, type: 'money', from: 0, to: 1_000_000 },
  factor: { ...asked, type: 'factor', from: 100, to: 1000 },
  rate: { ...asked, type: 'rate', from: 50, to: 100 },
} as const satisfies Record<string, Field>;

describe('a number', () => {
  test('is kept in the unit of the rules and shown in the one that is spoken', () => {
    const cases: [Field, string, number][] = [
      [numbers.whole, '30', 30],
      [numbers.money, '12.5', 1250],
      [numbers.money, '0.07', 7],
      [numbers.money, '1,234.56', 123_456],
      [numbers.factor, '1.5', 150],
      [numbers.factor, '1.15', 115],
      [numbers.rate, '9.5', 95],
      [numbers.rate, '８.８', 88],
    ];
    for (const [field, typed, value] of cases) {
      expect(read(field, typed), typed).toBe(value);
      expect(read(field, typedOf(field, value)), typed).toBe(value);
    }
  });

  test('that cannot be read stays as it was typed, and the field says so', () => {
    for (const typed of ['abc', '1.2.3', '1.234', '12e3', '--4']) {
      expect(read(numbers.money, typed)).toBe(typed);
      expect(checkField(numbers.money, typed, words)).toBe(words.wrong.money);
    }
    expect(checkField(numbers.whole, read(numbers.whole, '1.5'), words)).toBe(words.wrong.whole);
  });

  test('outside of its range is told the range, in the spoken unit', () => {
    expect(checkField(numbers.rate, 40, words)).toBe('请填 5 折 到 10 折 之间的数');
    expect(checkField(numbers.money, 2_000_000, words)).toBe('请填 ¥0 到 ¥10,000 之间的数');
    expect(checkField(numbers.whole, 101, words)).toContain('100 天');
    expect(checkField(numbers.whole, 100, words)).toBe('');
  });

  test('that is emptied is none: wrong only where one is required', () => {
    expect(read(numbers.whole, ' ')).toBeNull();
    expect(checkField(numbers.whole, null, words)).toBe('');
    expect(checkField({ ...numbers.whole, required: true }, null, words)).toBe(words.wrong.empty);
  });
});

describe('a draft', () => {
  const base = { name: '店', price: { points: 10, cash: 0 }, tiers: [{ name: '银' }, { name: '金' }] };

  test('is changed at a path, and nothing else is', () => {
    const next = setAt(base, 'tiers.1.name', '钻');
    expect(getAt(next, 'tiers.1.name')).toBe('钻');
    expect(base.tiers[1]?.name).toBe('金');
    expect(changed(base, next)).toEqual(['tiers']);
    expect(changed(base, setAt(next, 'price.cash', 5))).toEqual(['price.cash', 'tiers']);
  });

  test('of two that met says who changed what, and mine goes over theirs without losing the rest of theirs', () => {
    const theirs = setAt(setAt(base, 'name', '新店'), 'price.points', 20);
    const mine = setAt(setAt(base, 'price.points', 30), 'price.cash', 5);
    expect(clashes(base, theirs, mine)).toEqual([
      { path: 'name', theirs: '新店', mine: '店', both: false },
      { path: 'price.points', theirs: 20, mine: 30, both: true },
    ]);
    expect(rebased(base, theirs, mine)).toEqual({ ...base, name: '新店', price: { points: 30, cash: 5 } });
  });

  test('is told in words', () => {
    expect(said(numbers.factor, 150, words)).toBe('1.5 倍');
    expect(said(numbers.money, 1250, words)).toBe('¥12.50');
    expect(said({ ...asked, type: 'choice', options: [{ value: 7, label: '周日' }] }, 7, words)).toBe('周日');
    expect(said(undefined, true, words)).toBe('开');
    expect(said(numbers.whole, null, words)).toBe('没有填');
  });
});

function field(one: Field, value: unknown = null, error = ''): { part: Part; values: () => unknown[] } {
  const part = render('office/components/form-field/index', { field: one, value, error });
  const events = heard(part, 'change');
  return { part, values: () => events.map((detail) => (detail as { value: unknown }).value) };
}

const type = (part: Part | undefined, value: string) => part?.dispatchEvent('input', { detail: { value } });
const pick = (part: Part | undefined, value: unknown) => part?.dispatchEvent('change', { detail: { value } });
const options = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ value: `v${place}`, label: `第${place}项` }));

describe('a field', () => {
  test('of a line and of a text tells every key, as typed', async () => {
    for (const kind of ['line', 'text'] as const) {
      const { part, values } = field({ ...asked, type: kind, max: 5 });
      type(part.querySelector('.field-input'), ' <b>😀 ‮x');
      await settle();
      expect(values()).toEqual([' <b>😀 ‮x']);
    }
  });

  test('of each kind of number tells what the number means', async () => {
    for (const [kind, typed, value] of [
      ['whole', '30', 30],
      ['money', '12.50', 1250],
      ['factor', '1.5', 150],
      ['rate', '9.5', 95],
    ] as const) {
      const { part, values } = field(numbers[kind]);
      type(part.querySelector('.field-input'), typed);
      await settle();
      expect(values(), kind).toEqual([value]);
    }
  });

  test('shows its error in place of its help, aloud', async () => {
    const { part } = field({ ...numbers.whole, hint: '写个数' }, 'abc', '请填整数');
    expect(text(part.querySelector('.field-error'))).toBe('请填整数');
    expect(part.querySelector('.field-help')).toBeUndefined();
    part.setData({ error: '' });
    await settle();
    expect(text(part.querySelector('.field-help'))).toBe('写个数');
  });

  test('of three choices lies side by side, of more opens a list; both tell the value, numbers as numbers', async () => {
    const few = field(
      {
        ...asked,
        type: 'choice',
        options: [
          { value: 1, label: '日' },
          { value: 7, label: '周' },
        ],
      },
      1,
    );
    few.part.querySelector('.ask-aside')?.dispatchEvent('choose', { detail: { value: '1' } });
    const aside = few.part.instance as unknown as { choose(key: string): void };
    aside.choose('1');
    await settle();
    expect(few.values().at(-1)).toBe(7);
    const many = field({ ...asked, type: 'choice', options: options(6) }, 'v2');
    expect(text(many.part.querySelector('.field'))).toContain('第2项');
    tap(many.part.querySelector('.field'));
    await settle();
    tap(many.part.querySelectorAll('.ask-row')[4]);
    await settle();
    expect(many.values()).toEqual(['v4']);
    expect(many.part.querySelectorAll('.ask-row')).toHaveLength(0);
  });

  test('of several choices keeps their order and their limit', async () => {
    const { part, values } = field({ ...asked, type: 'choices', options: options(4), max: 2 }, ['v2']);
    tap(part.querySelectorAll('.ask-chip')[0]);
    await settle();
    expect(values().at(-1)).toEqual(['v0', 'v2']);
    part.setData({ value: ['v0', 'v2'] });
    await settle();
    tap(part.querySelectorAll('.ask-chip')[3]);
    await settle();
    expect(values()).toHaveLength(1);
    tap(part.querySelectorAll('.ask-chip')[0]);
    await settle();
    expect(values().at(-1)).toEqual(['v2']);
  });

  test('of a switch turns over', async () => {
    const { part, values } = field({ ...asked, type: 'switch' }, true);
    expect(part.querySelectorAll('.ask-switch-on')).toHaveLength(1);
    tap(part.querySelector('.ask-switch-box'));
    await settle();
    expect(values()).toEqual([false]);
  });

  test('of a day, a time and a moment tells keys; what is not required can be cleared', async () => {
    const day = field({ ...asked, type: 'day' }, '2026-11-22');
    pick(day.part.querySelector('.ask-pick'), '2026-12-01');
    tap(day.part.querySelector('.ask-clear'));
    const time = field({ ...asked, type: 'time', required: true }, '09:00');
    pick(time.part.querySelector('.ask-pick'), '10:30');
    const moment = field({ ...asked, type: 'moment' });
    pick(moment.part.querySelector('.ask-pick'), '2026-12-01');
    await settle();
    // The simulator lets the picker's own event through as well.
    const once = (values: unknown[]) => [...new Set(values)];
    expect(once(day.values())).toEqual(['2026-12-01', null]);
    expect(once(time.values())).toEqual(['10:30']);
    expect(time.part.querySelector('.ask-clear')).toBeUndefined();
    expect(moment.values()).toContain('2026-12-01 00:00');
    moment.part.setData({ value: '2026-12-01 00:00' });
    await settle();
    pick(moment.part.querySelector('.ask-pick-time'), '18:20');
    await settle();
    expect(moment.values()).toContain('2026-12-01 18:20');
  });

  test('of a colour takes one of the palette or a code', async () => {
    const { part, values } = field({ ...asked, type: 'colour' }, '#C53F2B');
    tap(part.querySelectorAll('.ask-colour')[3]);
    type(part.querySelector('.field-input'), '2e7d4f');
    type(part.querySelector('.field-input'), '绿');
    await settle();
    expect(values()).toEqual(['#2E7D4F', '#2E7D4F', '绿']);
  });

  test('of one picture is an id or none, of several a list', async () => {
    const put = (part: Part, files: string[]) =>
      part.querySelector('.ask-picture')?.dispatchEvent('change', { detail: { files } });
    const one = field({ ...asked, type: 'pictures', use: 'logo', max: 1 }, null);
    put(one.part, ['cloud://a']);
    put(one.part, []);
    const two = field({ ...asked, type: 'pictures', use: 'reward', max: 3 }, ['cloud://a']);
    put(two.part, ['cloud://a', 'cloud://b']);
    await settle();
    expect(one.values()).toContain('cloud://a');
    expect(one.values()).toContain(null);
    expect(two.values()).toContainEqual(['cloud://a', 'cloud://b']);
  });
});

test('a form hands on which field has changed', async () => {
  const part = render('office/components/form/index', {
    sections: [{ title: '一', fields: [{ type: 'line', name: 'price.note', label: '说明', max: 5 }] }],
    values: { 'price.note': '旧' },
    errors: { 'price.note': '太长' },
  });
  const events = heard(part, 'change');
  expect(text(part)).toContain('太长');
  part.querySelector('.form-field')?.dispatchEvent('change', { detail: { value: '新' } });
  await settle();
  expect(events).toContainEqual({ name: 'price.note', value: '新' });
});

test('the foot names two changes and counts more, and says first what has to be put right', async () => {
  const foot = (data: object) => text(render('office/components/edit-foot/index', { label: '保存', ...data }));
  expect(foot({ changes: [] })).toContain('没有要保存的改动');
  expect(foot({ changes: ['店名', '颜色'] })).toContain('改了店名、颜色');
  expect(foot({ changes: ['店名', '颜色', '电话'] })).toContain('改了店名、颜色等 3 处');
  expect(foot({ changes: ['店名'], wrongs: 2 })).toContain('有 2 处要改');
});

test('the clash sheet shows theirs, and mine only where both changed it', async () => {
  const rows = [
    { label: '店名', theirs: '甲', mine: '乙', both: true },
    { label: '电话', theirs: '1', mine: '', both: false },
  ];
  const part = render('office/components/clash/index', { rows });
  expect(part.querySelectorAll('.clash-row')).toHaveLength(2);
  expect(part.querySelectorAll('.clash-mine').map(text)).toEqual(['乙']);
  part.setData({ rows: null });
  await settle();
  expect(part.querySelectorAll('.clash-row')).toHaveLength(0);
});
