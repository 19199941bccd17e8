import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMessages, contentOf, kinds, messageKinds, messagesSchema } from '../../../cloudfunctions/core/messaging';
import { formatOf, formats } from '../../../cloudfunctions/core/messaging/formats';
import { sourceType } from '../../../cloudfunctions/core/messaging/kinds';
import type { MessageKind } from '../../../typings/api/messages';
import type { NoticeArgs } from '../../../typings/codes';

const shop = {
  name: '禾木小馆',
  address: '康定路 218 号',
  phone: '021-5550 0218',
  points: { name: '积分', unit: '分' },
};

const day = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));
const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('积', '分', '👨‍👩‍👧', '龘', ' ', '\n', 'a', '·', '\u202e', '\u200b'),
    maxLength: 60,
  }),
);
const value = {
  text: words,
  phone: words,
  number: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  from: day,
  until: day,
};

test('whatever a member, a gift or a shop is called, the field is one that WeChat takes', () => {
  for (const [name, format] of Object.entries(formats))
    for (const type of format.takes)
      fc.assert(
        fc.property(value[type] as fc.Arbitrary<string | number>, (given) => {
          const shown = format.shown({ type, value: given });
          expect(shown, name).toMatch(format.whole);
          // An emoji may count as two: in both ways it is short enough.
          if (name === 'thing') expect(shown.length).toBeLessThanOrEqual(20);
        }),
        { numRuns: 60 },
      );
});

test('what fits stands as it is, and what does not ends in an ellipsis of its own', () => {
  const shown = (given: string) => formats.thing.shown({ type: 'text', value: given });
  expect(shown('桂花乌龙')).toBe('桂花乌龙');
  expect(shown('二十个字的名称正好放得下不多也不少二十字')).toBe('二十个字的名称正好放得下不多也不少二十字');
  expect(shown('二十一个字的名称怎么也放不下只好缩短到二十')).toBe('二十一个字的名称怎么也放不下只好缩短到…');
  expect(shown('两行\n的  名称')).toBe('两行 的 名称');
  expect(formats.phrase.shown({ type: 'text', value: 'VIP 黄金会员卡用户' })).toBe('黄金会员卡');
  expect(formats.name.shown({ type: 'text', value: 'Anna Lee 3' })).toBe('Anna Lee');
});

test('days are written as their field wants them: the first instant of one, or the last', () => {
  const at = (field: keyof typeof formats, type: 'from' | 'until') =>
    formats[field].shown({ type, value: '2026-12-01' });
  expect(at('date', 'until')).toBe('2026年12月1日');
  expect(at('time', 'until')).toBe('2026年12月1日 23:59');
  expect(at('time', 'from')).toBe('2026年12月1日 00:00');
  expect(at('character_string', 'from')).toBe('2026-12-01');
});

const base = { shape: 1, quiet: { from: '21:00', to: '09:00' }, perDay: 2, channels: { officialAccount: [], sms: [] } };
const mapped = (kind: MessageKind, fields: Record<string, unknown>) => ({ kind, templateId: 'TEMPLATE-0001', fields });
const problems = (list: unknown[]) => {
  const checked = checkMessages({ ...base, list });
  return checked.ok ? [] : checked.problems;
};

const facts: { [Kind in MessageKind]: { kind: keyof NoticeArgs; facts: Record<string, string | number> } } = {
  memberDay: { kind: 'memberDay', facts: { name: '周三会员日', day: '2026-11-25' } satisfies NoticeArgs['memberDay'] },
  pointsEnding: { kind: 'expiring', facts: { points: 120, lastDay: '2026-11-30' } satisfies NoticeArgs['expiring'] },
  couponEnding: {
    kind: 'couponEnding',
    facts: { coupon: '满 50 减 10', count: 2, until: '2026-11-24' } satisfies NoticeArgs['couponEnding'],
  },
  tierWarning: {
    kind: 'tierWarning',
    facts: {
      tier: '金卡',
      to: '银卡',
      until: '2026-12-31',
      missing: 80,
      missingFen: 8_000,
    } satisfies NoticeArgs['tierWarning'],
  },
  redemptionReady: {
    kind: 'redemptionReady',
    facts: { name: '桂花乌龙', store: '', until: '2026-12-05' } satisfies NoticeArgs['redemptionReady'],
  },
  rewardPaid: {
    kind: 'referralPaid',
    facts: { friend: '小林', stage: 'registered', points: 50 } satisfies NoticeArgs['referralPaid'],
  },
};

test('what passes the check can always be filled, with every source a kind has', () => {
  for (const kind of messageKinds)
    for (const source of [...Object.keys(kinds[kind].sources), 'shop', 'points', 'address', 'phone'])
      for (const field of Object.keys(formats)) {
        const fields = { [`${field}1`]: source };
        const passes = problems([mapped(kind, fields)]).length === 0;
        const type = sourceType(kind, source);
        expect(passes).toBe(type !== null && (formatOf(field)?.takes ?? []).includes(type));
        if (!passes) continue;
        const { fields: filled } = contentOf({ kind, templateId: 'TEMPLATE-0001', fields }, facts[kind], shop);
        expect(filled[`${field}1`]).toMatch(formatOf(field)?.whole as RegExp);
      }
});

test('a field that no template has, a source that a kind has not, and words that do not fit are all named', () => {
  const found = problems([
    mapped('memberDay', {
      thing1: 'name',
      thingy2: 'name',
      thing3: 'count',
      amount4: 'name',
      phrase5: { text: 'abc' },
    }),
  ]);
  expect(found.map(({ field }) => field)).toEqual([
    'list.0.fields.thingy2',
    'list.0.fields.thing3',
    'list.0.fields.amount4',
    'list.0.fields.phrase5',
  ]);
  expect(problems([mapped('memberDay', { thing1: { text: '记得来签到' }, amount2: { text: '9.90元' } })])).toEqual([]);
});

test('each kind has one template, and a template some fields', () => {
  const twice = [mapped('memberDay', { thing1: 'name' }), mapped('memberDay', { thing1: 'shop' })];
  expect(problems(twice)).not.toEqual([]);
  expect(problems([mapped('memberDay', {})])).not.toEqual([]);
  expect(problems([{ ...mapped('memberDay', { thing1: 'name' }), page: 'https://elsewhere' }])).not.toEqual([]);
  expect(checkMessages({ ...base, list: [], perDay: 0 }).ok).toBe(false);
  expect(checkMessages({ ...base, list: [], quiet: { from: '9:00', to: '24:00' } }).ok).toBe(false);
  expect(messagesSchema.entries.shape.literal).toBe(1);
});

test('a friend without a name is still a friend, and a shop with one store is the store', () => {
  const of = (
    kind: MessageKind,
    source: string,
    notice: { kind: keyof NoticeArgs; facts: Record<string, string | number> },
  ) => contentOf({ kind, templateId: 'TEMPLATE-0001', fields: { thing1: source } }, notice, shop).fields.thing1;
  expect(of('rewardPaid', 'name', facts.rewardPaid)).toBe('邀请好友 小林');
  expect(
    of('rewardPaid', 'name', { kind: 'referralPaid', facts: { friend: '', stage: 'firstOrder', points: 20 } }),
  ).toBe('邀请好友');
  expect(of('rewardPaid', 'name', { kind: 'assistDone', facts: { name: '三人助力', points: 20 } })).toBe('三人助力');
  expect(of('redemptionReady', 'store', facts.redemptionReady)).toBe('禾木小馆');
});
