// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adminHans } from '../../miniprogram/admin/words/zh-Hans';
import { adminHant } from '../../miniprogram/admin/words/zh-Hant';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { ActionView, Found, SaleQuote } from '../../typings/api/staff';
import { compiled, heard, render, settle, tap, text } from './stage';

function as<T>(plain: unknown): T {
  return plain as T;
}

interface Sent {
  action: string;
  payload: Record<string, unknown>;
  key?: string;
}
const answer = vi.fn<(sent: Sent) => unknown>();
const functions: string[] = [];
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: {
    callFunction: async ({ name, data }: { name: string; data: Sent }) => {
      functions.push(name);
      return { result: await answer(data) };
    },
  },
  getStorageSync: () => '',
  setStorage: () => undefined,
});
// After wx is there: the views are taken from the same copy as the stores.
type Pure = typeof import('../../miniprogram/admin/views/amount');
const { fenOf, keyedOf, keyedText, pressed, AMOUNT_MAX_FEN } = compiled<Pure>('admin/views/amount');
const { actRow, minutesLeft } = compiled<typeof import('../../miniprogram/admin/views/acts')>('admin/views/acts');
const { billView } = compiled<typeof import('../../miniprogram/admin/views/bill')>('admin/views/bill');
const { foundView } = compiled<typeof import('../../miniprogram/admin/views/found')>('admin/views/found');
const { refundView } = compiled<typeof import('../../miniprogram/admin/views/refund')>('admin/views/refund');
const { grouped, looksWhole } = compiled<typeof import('../../miniprogram/admin/views/typed')>('admin/views/typed');

const NOW = Date.parse('2026-11-21T04:00:00Z');
const today = '2026-11-21';
const points = { name: '积分', unit: '分' };
const clock = { now: NOW, today };
const yes = (data: object) => ({ ok: true, data: { ...clock, ...data } });
const no = (code: string) => ({ ok: false, error: { code, message: code } });
const member = { number: '862011874293', nickname: '林晓', avatar: null, tier: { name: '金卡' }, available: 2480 };
const action = (more: object = {}) =>
  as<ActionView>({
    id: 'act',
    kind: 'sale',
    day: today,
    time: '12:00',
    by: '小周',
    store: '湖滨店',
    member: { number: '4293', nickname: '林晓' },
    name: '',
    fen: 12800,
    points: 128,
    undoUntil: NOW + 600_000,
    undone: false,
    refundableFen: 12800,
    ...more,
  });
const setting = as<Parameters<typeof actRow>[1]>({ today, now: NOW, points, words: zhHans, own: adminHans });
const sent = (name: string) => answer.mock.calls.map(([one]) => one).filter((one) => one.action === name);

interface Desk {
  recent: { id: string; undone: boolean }[];
  adopt(home: unknown): void;
}
const { desk } = compiled<{ desk: Desk }>('admin/stores/desk');
const staff = { id: 's', name: '小周', role: 'cashier', stores: [{ id: 'lake', name: '湖滨店' }], state: 'active' };

beforeEach(() => {
  answer.mockReset();
  functions.length = 0;
  desk.adopt({ ...clock, staff, unclaimed: false, shop: { name: '禾木小馆', points }, may: [] });
  desk.recent = [];
});

describe('the keypad', () => {
  const key = fc.constantFrom(...(['0', '1', '5', '9', '.', 'delete', 'clear'] as const));

  test('whatever is pressed, an amount in whole fen stands there, never more than one sale may be', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 24 }), (keys) => {
        const keyed = keys.reduce<string>(pressed, '');
        expect(keyed).toMatch(/^(\d{1,6}(\.\d{0,2})?)?$/);
        expect(Number.isSafeInteger(fenOf(keyed))).toBe(true);
        expect(fenOf(keyed)).toBeLessThanOrEqual(AMOUNT_MAX_FEN);
        expect(keyedText(keyed)).not.toMatch(/NaN|undefined/);
      }),
    );
  });

  test('an amount can be keyed and read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: AMOUNT_MAX_FEN }), (fen) => {
        expect(fenOf(keyedOf(as(fen)))).toBe(fen);
      }),
    );
  });

  test('tells each key', async () => {
    const part = render('admin/components/keypad/index');
    const told = heard(part, 'press');
    for (const cell of part.querySelectorAll('.keypad-cell')) tap(cell);
    await settle();
    expect(told).toEqual(
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'delete'].map((one) => ({ key: one })),
    );
  });
});

test('what is typed is grouped as it is read out, and only whole numbers are looked for', () => {
  expect(grouped('13800138000')).toBe('138 0013 8000');
  expect(grouped('7112345678901235')).toBe('7112 3456 7890 1235');
  expect(grouped('8812 3456 7890 1234 5699')).toBe('881234 567890 123456');
  expect([looksWhole('711234'), looksWhole('7112 3456 7890 1235'), looksWhole('862011874293')]).toEqual([
    false,
    true,
    true,
  ]);
});

describe('an act', () => {
  test('can be undone while there are minutes left, by the clock of the server', () => {
    expect(minutesLeft(as(NOW + 1), as(NOW))).toBe(1);
    expect(minutesLeft(as(NOW), as(NOW))).toBe(0);
    expect(actRow(action(), setting)).toMatchObject({ undo: '撤销', undoHint: '10 分钟内可撤销', refund: '退款' });
    expect(actRow(action({ undoUntil: NOW - 1 }), setting).undo).toBe('');
  });

  test('that was undone offers nothing more', () => {
    expect(actRow(action({ undone: true }), setting)).toMatchObject({ undo: '', refund: '', undoneText: '已撤销' });
  });

  test('tells which one is to be undone or refunded', async () => {
    const part = render('admin/components/act-row/index', { view: actRow(action(), setting) });
    const [undo, refund] = [heard(part, 'undo'), heard(part, 'refund')];
    const [first, second] = part.querySelectorAll('.act-do');
    tap(first);
    tap(second);
    await settle();
    expect([refund, undo]).toEqual([[{ id: 'act' }], [{ id: 'act' }]]);
  });
});

test('never more than is left goes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.string(), (left, typed) => {
      const { fen } = refundView(action({ refundableFen: left }), typed, points, adminHans);
      expect(fen).toBeGreaterThanOrEqual(0);
      expect(fen).toBeLessThanOrEqual(left);
    }),
  );
  expect(refundView(action(), '128', points, adminHans).fen).toBe(12800);
  expect(refundView(action(), '128.01', points, adminHans)).toMatchObject({ fen: 0, error: '最多只能退 ¥128' });
});

const coupon = {
  id: 'c',
  template: 't',
  code: '7112345678901235',
  name: '咖啡券',
  value: { kind: 'exchange', item: '手冲咖啡' },
  stores: [],
  categories: [],
  channels: [],
  note: '',
  state: 'usable',
  from: today,
  until: '2026-12-31',
  refusal: null,
  used: null,
};
const usedBy = { by: '阿梅', store: '城西店', channel: 'counter', day: today, time: '12:31' };

describe('what was found', () => {
  const view = (more: object) =>
    foundView(as<Found>({ what: 'coupon', member, coupon: { ...coupon, ...more } }), setting);

  test('says whose, what and until when, in both scripts', () => {
    expect(view({})).toMatchObject({ name: '咖啡券', refusal: '', used: [] });
    const other = { ...setting, words: zhHant, own: adminHant };
    expect(JSON.stringify(foundView(as<Found>({ what: 'coupon', member, coupon }), other))).not.toMatch(
      /undefined|NaN/,
    );
  });

  test('when it was used says by whom and when', () => {
    const refused = view({ refusal: { code: 'COUPON_USED', message: 'used' }, used: usedBy });
    expect(refused.refusal).toBe(adminHans.problems.COUPON_USED);
    expect(refused.used.map((row) => row.text.replace(/\u00a0/g, ' '))).toEqual(['城西店 阿梅', '今天 12:31']);
  });
});

describe('at the counter', () => {
  interface Counter {
    found: { coupon: { used: unknown } } | null;
    done: { action: { id: string; undone: boolean } } | null;
    refusal: string;
    look(text: string): Promise<boolean>;
    confirm(): Promise<void>;
    undone(done: unknown): void;
    leave(): void;
  }
  const { counter } = compiled<{ counter: Counter }>('admin/stores/counter');
  const { undoing } = compiled<{ undoing: { ask(one: unknown): void; confirm(): Promise<unknown> } }>(
    'admin/stores/undoing',
  );
  const found = (more: object = {}) => yes({ what: 'coupon', member, coupon: { ...coupon, ...more } });

  beforeEach(() => counter.leave());

  test('a coupon is used once however often it is tapped, by the function of the staff', async () => {
    answer.mockImplementation(({ action: name }) =>
      name === 'counter.look' ? found() : yes({ repeated: false, action: action({ kind: 'coupon' }), member }),
    );
    await counter.look('7112345678901235');
    await Promise.all([counter.confirm(), counter.confirm()]);
    await counter.confirm();
    expect(sent('counter.useCoupon')).toHaveLength(1);
    expect(sent('counter.useCoupon')[0]?.key).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(new Set(functions)).toEqual(new Set(['staff']));
    expect(desk.recent[0]?.id).toBe('act');
  });

  test('who comes second reads by whom and when', async () => {
    answer
      .mockReturnValueOnce(found())
      .mockReturnValueOnce(no('COUPON_USED'))
      .mockReturnValueOnce(found({ refusal: { code: 'COUPON_USED', message: 'used' }, used: usedBy }));
    await counter.look('7112345678901235');
    await counter.confirm();
    expect(counter.refusal).toBe(adminHans.problems.COUPON_USED);
    expect(counter.found?.coupon.used).toEqual(usedBy);
  });

  test('what was undone says so where it stands', async () => {
    answer.mockImplementation(({ action: name }) =>
      name === 'counter.look'
        ? found()
        : yes({ repeated: false, action: action({ kind: 'coupon', undone: name === 'counter.undo' }), member }),
    );
    await counter.look('7112345678901235');
    await counter.confirm();
    undoing.ask(counter.done?.action);
    counter.undone(await undoing.confirm());
    expect(counter.done?.action.undone).toBe(true);
    expect(desk.recent).toMatchObject([{ id: 'act', undone: true }]);
  });
});

describe('记一笔', () => {
  interface Sale {
    step: string;
    quote: SaleQuote | null;
    changed: boolean;
    unknownPhone: string;
    begin(): void;
    take(found: unknown): void;
    find(text: string): Promise<void>;
    press(key: string): void;
    toBill(): void;
    choosePoints(points: number): void;
    ask(): Promise<void>;
    confirm(): Promise<void>;
  }
  const { sale } = compiled<{ sale: Sale }>('admin/stores/sale');
  const quote = (netFen: number, more: object = {}) =>
    yes({
      member,
      amountFen: 12800,
      coupon: null,
      coupons: [],
      deduction: { points: 0, fen: 0, maxPoints: 500, maxFen: 500, perPoints: 100, perFen: 100 },
      netFen,
      earned: Math.trunc(netFen / 100),
      growth: 0,
      because: [
        { code: 'order.base', args: { fen: netFen, perFen: 100, points: 1 }, result: Math.trunc(netFen / 100) },
      ],
      ...more,
    });
  const toBill = async () => {
    sale.begin();
    sale.take({ what: 'member', member, code: '881234567890123456' });
    for (const key of '128') sale.press(key);
    sale.toBill();
    await settle();
  };

  test('is booked once however often it is tapped, with the figures that were shown', async () => {
    answer.mockImplementation(({ action: name }) =>
      name === 'counter.quote' ? quote(12800) : yes({ repeated: false, action: action(), member }),
    );
    await toBill();
    await Promise.all([sale.confirm(), sale.confirm()]);
    expect(sent('counter.sell')).toHaveLength(1);
    expect(sent('counter.sell')[0]?.payload).toMatchObject({
      member: { number: member.number },
      storeId: 'lake',
      amountFen: 12800,
      expect: { netFen: 12800, points: 128 },
    });
    expect(sale.step).toBe('done');
  });

  test('shows the new figures and asks again when they changed', async () => {
    answer.mockReturnValueOnce(quote(12800)).mockReturnValueOnce(no('PRICE_CHANGED')).mockReturnValueOnce(quote(12000));
    await toBill();
    await sale.confirm();
    expect([sale.step, sale.changed, sale.quote?.netFen]).toEqual(['bill', true, 12000]);
  });

  test('is tried again under the same key while the books are busy', async () => {
    answer.mockImplementation(({ action: name }) => (name === 'counter.quote' ? quote(12800) : no('BUSY')));
    await toBill();
    await sale.confirm();
    await sale.confirm();
    const keys = sent('counter.sell').map(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(3);
    expect(new Set(keys).size).toBe(1);
  });

  test('spends the member code only where points are taken off', async () => {
    answer.mockImplementation(({ payload }) => {
      const taken = Number(payload.points ?? 0);
      const deduction = { points: taken, fen: taken, maxPoints: 500, maxFen: 500, perPoints: 100, perFen: 100 };
      return quote(12800 - taken, { deduction });
    });
    await toBill();
    expect(sent('counter.quote')[0]?.payload.member).toEqual({ number: member.number });
    sale.choosePoints(200);
    await settle();
    expect(sent('counter.quote')[1]?.payload).toMatchObject({ member: { code: '881234567890123456' }, points: 200 });
  });

  test('only the latest question counts', async () => {
    const late: ((value: unknown) => void)[] = [];
    answer.mockImplementation(() => new Promise((resolve) => late.push(resolve)));
    await toBill();
    sale.choosePoints(100);
    await settle();
    late[1]?.(quote(12700));
    await settle();
    late[0]?.(quote(12800));
    await settle();
    expect(sale.quote?.netFen).toBe(12700);
  });

  test('offers to make a member of a phone number that nobody has', async () => {
    sale.begin();
    answer.mockReturnValue(no('MEMBER_NOT_FOUND'));
    await sale.find('13800138000');
    expect([sale.unknownPhone, sale.step]).toEqual(['13800138000', 'member']);
  });

  test('reads as a receipt: what is taken off stands above the sum, why it earns below', () => {
    const { data } = quote(9800, {
      coupon: { id: 'c', name: '咖啡券', fen: 3000, refusal: null },
      because: [
        { code: 'order.coupon', args: { coupon: '咖啡券', fen: 3000 }, result: 0 },
        { code: 'order.base', args: { fen: 9800, perFen: 100, points: 1 }, result: 98 },
      ],
    });
    const bill = billView(as<SaleQuote>(data), {
      points,
      words: zhHans,
      own: adminHans,
      memberCode: '',
      couponCode: '',
    });
    expect(bill).toMatchObject({ net: '¥98', coupon: { off: '−¥30' }, confirm: '已收 ¥98，记账' });
    expect(bill.lines).toHaveLength(1);
    expect(bill.deduction).toMatchObject({ needsCode: true, fewer: null, more: null });
    const part = render('admin/sale/bill/index', { view: bill, words: adminHans.sale });
    expect(text(part.querySelector('.bill-net'))).toBe('¥98');
  });
});
