// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compiled, heard, render, settle, tap, text } from './stage';

interface Sent {
  action: string;
  payload: Record<string, unknown>;
  key?: string;
  consents?: unknown;
}
interface Sheet {
  tmplIds: string[];
  success(said: Record<string, string>): void;
  fail(failed: { errMsg: string }): void;
}
const subscribe = vi.fn<(sheet: Sheet) => void>();
const answer = vi.fn<(sent: Sent) => unknown>();
const pay = vi.fn<(options: { success(): void; fail(reason: { errMsg: string }): void }) => void>();
const choose = vi.fn<(options: { success(found: object): void; fail(reason: { errMsg: string }): void }) => void>();
const storage = new Map<string, unknown>();
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => ({ result: await answer(data) }) },
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorage: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
  requestPayment: pay,
  requestSubscribeMessage: subscribe,
  chooseAddress: choose,
});

interface Exchange {
  open: boolean;
  quantity: number;
  way: string;
  frozen: boolean;
  sending: boolean;
  repriced: boolean;
  needed: string | null;
  problem: { code: string } | null;
  done: unknown;
  begin(view: unknown): void;
  close(): void;
  count(quantity: number): void;
  goBy(way: string): void;
  collectAt(id: string): void;
  confirm(): Promise<{ to: string; trade?: string; paid?: string }>;
  leave(): void;
}
const { exchange } = compiled<{ exchange: Exchange }>('shopper/stores/exchange');
const { reward } = compiled<{
  reward: { view: { price: object } | null; open(id: string): Promise<void>; leave(): void };
}>('shopper/stores/reward');
const { membership } = compiled<{ membership: { adopt(home: unknown): void } }>('stores/membership');
const { address, wrongField } = compiled<{
  address: {
    chosen: object | null;
    draft: object | null;
    wrong: string | null;
    unavailable: boolean;
    fromWechat(): void;
    type(change: object): void;
    use(): boolean;
    forget(): void;
  };
  wrongField(address: object): string | null;
}>('shopper/stores/address');
const { payment } = compiled<{
  payment: {
    view: { payment: { state: string } } | null;
    waiting: boolean;
    noticeIsLate: boolean;
    told: string;
    open(trade: string, told?: string): Promise<void>;
    cancel(): Promise<boolean>;
    pay(): Promise<void>;
    leave(): void;
  };
}>('shopper/stores/payment');
const { redemption } = compiled<{
  redemption: {
    stamped: boolean;
    view: { redemption: { code: string | null } } | null;
    open(id: string): Promise<void>;
    leave(): void;
  };
}>('shopper/stores/redemption');
const { mall } = compiled<{
  mall: {
    pages: { id: string }[][];
    foot: string;
    problem: { code: string } | null;
    phase: string;
    open(): Promise<void>;
    more(): Promise<void>;
    narrow(affordable: boolean): Promise<void>;
  };
}>('stores/mall');

const yes = (data: unknown) => ({ ok: true, data });
const no = (code: string) => ({ ok: false, error: { code, message: '' } });
const member = { number: '862011874293', seq: 41, points: { available: 2480 }, tier: { rank: 1 }, rights: [] };
const home = {
  now: 1,
  today: '2026-11-21',
  shop: { points: { name: '积分', unit: '分' }, modules: { mall: true } },
  member,
  checkin: null,
  inbox: { unread: 0, latest: null },
};
const view = {
  id: 'mug',
  name: '马克杯',
  bar: null,
  now: 1,
  today: '2026-11-21',
  price: { points: 150, cashFen: 900, was: null },
  maxQuantity: 5,
  ways: ['pickup', 'delivery'],
  stores: [
    { id: 'lake', name: '湖滨店', address: '' },
    { id: 'west', name: '城西店', address: '' },
  ],
};
const open = { trade: 't1', state: 'open', name: '马克杯', quantity: 1, points: 150, cashFen: 900, until: 99 };
const cheap = (more: object = {}) => ({ ...view, price: { points: 150, cashFen: 0, was: null }, ...more });
const done = { now: 2, today: '2026-11-21', repeated: false, because: [], coupons: [], member };

async function begin(shown: object): Promise<void> {
  answer.mockReturnValueOnce(yes(shown));
  await reward.open('mug');
  exchange.begin(reward.view);
  exchange.collectAt('lake');
  answer.mockClear();
}

beforeEach(() => {
  answer.mockReset();
  subscribe.mockReset();
  storage.delete('refused');
  pay.mockReset();
  choose.mockReset();
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  membership.adopt(home);
  exchange.leave();
  reward.leave();
  payment.leave();
  redemption.leave();
  address.forget();
});
afterEach(() => vi.useRealTimers());

const sentKeys = () => answer.mock.calls.map(([sent]) => sent).filter(({ action }) => action === 'mall.exchange');

describe('an exchange', () => {
  test('has a key that begins with the last entry this phone has seen, and says what was shown', async () => {
    await begin(cheap());
    answer.mockReturnValue(yes({ ...done, redemption: { id: 'r1' }, payment: null, request: null }));
    expect(await exchange.confirm()).toEqual({ to: 'done' });
    const [sent] = sentKeys();
    expect(sent?.key).toMatch(/^41-[a-z0-9]{16}$/);
    expect(sent?.payload).toEqual({
      rewardId: 'mug',
      quantity: 1,
      way: 'pickup',
      storeId: 'lake',
      expect: { points: 150, cashFen: 0 },
    });
    expect([exchange.open, exchange.done !== null]).toEqual([false, true]);
  });

  test('whose answer is lost keeps its choices and its key until it is known', async () => {
    await begin(cheap());
    answer.mockRejectedValueOnce(new Error('gone'));
    expect(await exchange.confirm()).toEqual({ to: 'sheet' });
    expect(exchange.frozen).toBe(true);
    exchange.count(3);
    exchange.goBy('delivery');
    exchange.close();
    exchange.begin(reward.view);
    expect([exchange.quantity, exchange.way]).toEqual([1, 'pickup']);
    answer.mockReturnValue(yes({ ...done, repeated: true, redemption: { id: 'r1' }, payment: null, request: null }));
    await exchange.confirm();
    const [first, second] = sentKeys();
    expect(second?.key).toBe(first?.key);
  });

  describe('of what is collected', () => {
    const tellable = { ...home, shop: { ...home.shop, messages: { redemptionReady: 't-ready' } } };
    const succeed = () =>
      answer.mockReturnValue(yes({ ...done, redemption: { id: 'r1' }, payment: null, request: null }));
    beforeEach(() => membership.adopt(tellable));

    test('asks within its own tap whether to tell when it is ready, and takes the answer along, also with a repeat', async () => {
      await begin(cheap());
      subscribe.mockImplementation(({ success }) => success({ 't-ready': 'accept' }));
      answer.mockRejectedValueOnce(new Error('gone'));
      const confirming = exchange.confirm();
      expect(subscribe).toHaveBeenCalledTimes(1);
      await confirming;
      succeed();
      await exchange.confirm();
      const consents = [{ kind: 'redemptionReady', answer: 'accept' }];
      expect([sentKeys().map((sent) => sent.consents), subscribe.mock.calls.length]).toEqual([[consents, consents], 1]);
    });

    test('is made although the sheet failed', async () => {
      await begin(cheap());
      subscribe.mockImplementation(({ fail }) => fail({ errMsg: 'requestSubscribeMessage:fail' }));
      succeed();
      expect(await exchange.confirm()).toEqual({ to: 'done' });
      expect(sentKeys()[0]).not.toHaveProperty('consents');
    });

    test('asks nothing of what nobody has to collect', async () => {
      await begin(cheap({ ways: ['none'], stores: [] }));
      succeed();
      await exchange.confirm();
      expect([sentKeys().length, subscribe.mock.calls.length]).toEqual([1, 0]);
    });
  });

  test('at a price that has changed shows the new one and asks again', async () => {
    await begin(cheap());
    answer.mockImplementation(({ action }) => {
      if (action === 'mall.exchange') return no('PRICE_CHANGED');
      return yes(action === 'mall.reward' ? cheap({ price: { points: 180, cashFen: 0, was: null } }) : home);
    });
    await exchange.confirm();
    expect([exchange.open, exchange.repriced, reward.view?.price]).toEqual([
      true,
      true,
      { points: 180, cashFen: 0, was: null },
    ]);
    await exchange.confirm();
    const [first, second] = sentKeys();
    expect(second?.payload.expect).toEqual({ points: 180, cashFen: 0 });
    expect(second?.key).not.toBe(first?.key);
  });

  test('is not confirmed without a store where there are several, nor without an address', async () => {
    answer.mockReturnValueOnce(yes(cheap()));
    await reward.open('mug');
    exchange.begin(reward.view);
    expect(exchange.needed).toBe('store');
    exchange.goBy('delivery');
    expect(exchange.needed).toBe('address');
    answer.mockClear();
    expect(await exchange.confirm()).toEqual({ to: 'sheet' });
    expect(answer).not.toHaveBeenCalled();
  });

  test('cannot be closed while it is moving', async () => {
    await begin(cheap());
    let arrive: (reply: unknown) => void = () => undefined;
    answer.mockImplementation(() => new Promise((resolve) => (arrive = resolve)));
    const confirming = exchange.confirm();
    exchange.close();
    expect([exchange.open, exchange.sending]).toEqual([true, true]);
    await settle();
    arrive(yes({ ...done, redemption: { id: 'r1' }, payment: null, request: null }));
    await confirming;
    expect(exchange.open).toBe(false);
  });

  test.each([
    ['is paid', 'paid', (options: Parameters<typeof pay>[0]) => options.success()],
    [
      'is given up in the sheet',
      'cancelled',
      (options: Parameters<typeof pay>[0]) => options.fail({ errMsg: 'requestPayment:fail cancel' }),
    ],
  ])('that costs money and %s goes on to its payment', async (_name, paid, sheet) => {
    await begin(view);
    answer.mockReturnValue(yes({ ...done, redemption: null, payment: open, request: { package: 'prepay_id=1' } }));
    pay.mockImplementation(sheet);
    expect(await exchange.confirm()).toEqual({ to: 'payment', trade: 't1', paid });
  });
});

describe('a payment', () => {
  const page = (state: string) => yes({ now: 2, today: '2026-11-21', payment: { ...open, state }, redemption: null });

  test('that was made is asked for with growing pauses until it is known, and says when the notice is late', async () => {
    vi.useFakeTimers();
    const asked: number[] = [];
    answer.mockImplementation(({ action }) => {
      if (action !== 'payments.view') return yes(home);
      asked.push(Date.now());
      return page(asked.length < 8 ? 'open' : 'captured');
    });
    const opening = payment.open('t1', 'paid');
    await vi.advanceTimersByTimeAsync(0);
    await opening;
    expect([payment.waiting, payment.noticeIsLate]).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(12_500);
    expect(payment.noticeIsLate).toBe(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(payment.view?.payment.state).toBe('captured');
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(pauses).toHaveLength(7);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });

  test('that was not made is not asked for again and again', async () => {
    vi.useFakeTimers();
    answer.mockImplementation(() => page('open'));
    const opening = payment.open('t1', 'cancelled');
    await vi.advanceTimersByTimeAsync(0);
    await opening;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answer).toHaveBeenCalledTimes(1);
    expect(payment.waiting).toBe(false);
  });

  test('is believed to be what the cloud says, not what the sheet said', async () => {
    answer.mockImplementation(({ action }) => {
      if (action === 'payments.request') return yes({ payment: open, request: { package: 'prepay_id=1' } });
      return action === 'payments.view' ? page('open') : yes(home);
    });
    await payment.open('t1');
    pay.mockImplementation(({ success }) => success());
    await payment.pay();
    expect([payment.told, payment.view?.payment.state, payment.waiting]).toEqual(['paid', 'open', true]);
  });

  test('that is given up is over when the cloud says so', async () => {
    answer.mockImplementation(({ action }) => {
      const given = { now: 2, today: '2026-11-21', redemption: null, member };
      return action === 'payments.cancel' ? yes({ ...given, payment: { ...open, state: 'released' } }) : page('open');
    });
    await payment.open('t1');
    expect(await payment.cancel()).toBe(true);
    expect(payment.view?.payment.state).toBe('released');
    expect(answer.mock.calls.map(([sent]) => sent).find(({ action }) => action === 'payments.cancel')?.key).toMatch(
      /^41-/,
    );
  });
});

describe('a redemption', () => {
  const page = (more: object) => yes({ now: 2, today: '2026-11-21', because: [], redemption: { id: 'r1', ...more } });

  test('handed over while its code is held out is stamped', async () => {
    answer.mockReturnValueOnce(page({ state: 'taken', code: '7200000000000018', ended: null }));
    await redemption.open('r1');
    expect(redemption.stamped).toBe(false);
    answer.mockReturnValueOnce(page({ state: 'completed', code: null, ended: { reason: 'collected' } }));
    await redemption.open('r1');
    expect(redemption.stamped).toBe(true);
  });

  test('that was over before is not stamped', async () => {
    answer.mockReturnValueOnce(page({ state: 'completed', code: null, ended: { reason: 'collected' } }));
    await redemption.open('r1');
    expect(redemption.stamped).toBe(false);
  });

  test('seen once shows its code without a network', async () => {
    answer.mockReturnValueOnce(page({ state: 'taken', code: '7200000000000018', ended: null }));
    await redemption.open('r1');
    redemption.leave();
    answer.mockReturnValueOnce(no('INTERNAL'));
    await redemption.open('r1');
    expect(redemption.view?.redemption.code).toBe('7200000000000018');
  });
});

describe('an address', () => {
  const whole = {
    name: '林小满',
    phone: '138 0000 1234',
    province: '上海市',
    city: '上海市',
    district: '静安区',
    detail: '康定路 218 号',
  };

  test.each([
    ['name', { name: ' ' }],
    ['phone', { phone: '12' }],
    ['region', { city: '' }],
    ['detail', { detail: '' }],
  ])('says that its %s is not right yet', (field, change) => {
    expect(wrongField({ ...whole, ...change })).toBe(field);
    expect(wrongField(whole)).toBeNull();
  });

  test('of WeChat is taken and kept on this phone', () => {
    choose.mockImplementation(({ success }) =>
      success({
        userName: '林小满',
        telNumber: '13800001234',
        provinceName: '浙江省',
        cityName: '杭州市',
        countyName: '西湖区',
        detailInfo: '文三路 1 号',
      }),
    );
    address.fromWechat();
    expect(address.chosen).toMatchObject({ name: '林小满', city: '杭州市' });
    expect(storage.get('address')).toMatchObject({ value: { name: '林小满' } });
  });

  test('that WeChat does not give is typed in the form; who turns back is told nothing', () => {
    choose.mockImplementation(({ fail }) => fail({ errMsg: 'chooseAddress:fail cancel' }));
    address.fromWechat();
    expect(address.draft).toBeNull();
    choose.mockImplementation(({ fail }) =>
      fail({ errMsg: 'chooseAddress:fail privacy permission is not authorized' }),
    );
    address.fromWechat();
    expect([address.draft !== null, address.unavailable]).toEqual([true, true]);
    address.type(whole);
    expect(address.use()).toBe(true);
    expect(address.chosen).toEqual(whole);
  });
});

describe('the catalogue', () => {
  const list = (ids: string[], nextCursor: string | null) =>
    yes({
      now: 1,
      today: '2026-11-21',
      categories: [],
      feature: null,
      available: 1,
      rewards: ids.map((id) => ({ id })),
      nextCursor,
    });

  test('grows page by page, and a page that does not come can be asked for again', async () => {
    answer.mockReturnValueOnce(list(['a'], 'c1'));
    await mall.open();
    answer.mockReturnValueOnce(no('INTERNAL'));
    await mall.more();
    expect(mall.foot).toBe('failed');
    answer.mockReturnValueOnce(list(['b'], null));
    await mall.more();
    expect(mall.pages.map((page) => page.map(({ id }) => id))).toEqual([['a'], ['b']]);
    expect(mall.foot).toBe('end');
    expect(answer.mock.calls[2]?.[0].payload).toEqual({ limit: 20, cursor: 'c1' });
  });

  test('that cannot be refreshed stays as it was', async () => {
    answer.mockReturnValueOnce(no('INTERNAL'));
    await mall.open();
    expect([mall.phase, mall.problem?.code, mall.pages.length]).toEqual(['ready', 'INTERNAL', 2]);
  });

  test('narrowed to what can be had begins anew, and is remembered', async () => {
    answer.mockReturnValueOnce(list(['a'], null));
    await mall.narrow(true);
    expect(answer.mock.calls[0]?.[0].payload).toEqual({ limit: 20, affordable: true });
    expect(storage.get('mall-affordable')).toMatchObject({ value: true });
  });
});

test('the confirm sheet counts, and its button says what is missing', async () => {
  const deal = {
    title: '确认兑换',
    name: '马克杯',
    price: '150 分',
    quantity: { shown: true, value: '1', less: false, more: true },
    ways: [],
    stores: [],
    rows: [{ label: '你付出', value: '150 分', gain: false }],
    button: '确认兑换',
    reason: '',
    warning: '',
    frozen: false,
  };
  const part = render('shopper/reward/confirm-sheet/index', { deal });
  const counted = heard(part, 'count');
  const [less, more] = part.querySelectorAll('.deal-step-tap');
  tap(less);
  tap(more);
  await settle();
  expect(counted).toEqual([{ by: 1 }]);
  expect(part.dom.textContent).toContain('确认兑换');
  part.setData({ deal: { ...deal, reason: '请先选择取货门店' } });
  expect(part.dom.textContent).toContain('请先选择取货门店');
});

test('the receipt says what it cost, why, and where to find it, and leads there', async () => {
  const part = render('shopper/components/print-receipt/index', {
    view: {
      title: '兑换成功',
      when: '今天 12:36',
      what: '马克杯 × 1',
      lines: [{ text: '换「马克杯」', result: '−150' }],
      balance: '2,330 分',
      balanceLabel: '剩余',
      where: ['到店出示取货码'],
      action: '看取货码',
      url: '/shopper/redemption/index?id=r1',
      close: '继续逛',
      spoken: '兑换成功，马克杯',
    },
  });
  expect(part.querySelectorAll('.print-line').map(text)).toEqual(['换「马克杯」−150', '剩余2,330 分']);
  const went = heard(part, 'go');
  part.instance.go?.();
  await settle();
  expect(went).toEqual([{ url: '/shopper/redemption/index?id=r1' }]);
});

test('a clock that has run out says so once', async () => {
  const part = render('shopper/components/clock/index', { until: Date.now() + 65_000, lag: 0 });
  expect(text(part.querySelector('.clock'))).toBe('01:05');
  const over = heard(part, 'over');
  part.setData({ until: Date.now() - 1 });
  part.instance.run?.();
  await settle();
  expect(over).toHaveLength(1);
});
