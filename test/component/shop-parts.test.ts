// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { heard, render, settle, tap, text } from './stage';

const card = {
  tier: { code: 'gold', name: '金卡会员', material: 'gold', icon: 'medal', picture: '' },
  number: '8620 1187 4293',
  balance: 2480,
  available: '可用积分',
  expiring: '120 分 11 月 30 日到期',
  pending: '',
  debt: '',
  progress: { at: 61, solid: 61, ticks: [], valueNow: 3610, text: '再消费 ¥390 升到钻石会员', urgent: false },
  code: '会员码',
  spoken: '金卡会员，会员号 8620 1187 4293，可用积分 2,480',
};

describe('member-card', () => {
  test('a balance seen for the first time stands still', () => {
    expect(text(render('member-card', { view: card }).querySelector('.card-balance'))).toBe('2,480');
  });

  test('a balance that changes is counted up to the new figure', async () => {
    const part = render('member-card', { view: card });
    part.setData({ view: { ...card, balance: 2505 } });
    expect(text(part.querySelector('.card-balance'))).not.toBe('2,505');
    await settle(700);
    expect(text(part.querySelector('.card-balance'))).toBe('2,505');
  });

  test('on a still phone the figure simply changes', async () => {
    const part = render('member-card', { view: card, still: true });
    part.setData({ view: { ...card, balance: 2505 } });
    await settle();
    expect(text(part.querySelector('.card-balance'))).toBe('2,505');
  });

  test('what does not exist is not drawn', () => {
    const part = render('member-card', { view: { ...card, expiring: '', pending: '' } });
    expect(part.querySelectorAll('.card-ends')).toHaveLength(0);
  });
});

test('one tap on the join card joins, and both texts can be read from it', async () => {
  const part = render('join-card', {
    view: {
      title: '成为禾木小馆的会员',
      free: '免费',
      gains: ['每天签到得 5 分'],
      button: '免费入会',
      agree: '点「免费入会」表示你同意',
      and: '和',
      terms: '《会员协议》',
      privacy: '《隐私说明》',
      kept: '我们会保存你的会员号。',
    },
  });
  const joined = heard(part, 'join');
  const read = heard(part, 'read');
  tap(part.querySelector('.join >>> .button'));
  for (const link of part.querySelectorAll('.join-link')) tap(link);
  await settle();
  expect(joined).toHaveLength(1);
  expect(read).toEqual([{ which: 'terms' }, { which: 'privacy' }]);
});

const cell = (day: string, look: string, more: Record<string, unknown> = {}) => ({
  day,
  look,
  gift: false,
  next: false,
  fillable: false,
  gain: '+5',
  label: day,
  spoken: day,
  ...more,
});

const strip = {
  title: '已连签 2 天',
  hint: '再签 5 天，多得 20 分',
  button: '签到 +5',
  done: false,
  asleep: false,
  calendar: '打开签到日历',
  waiting: '正在签到',
  spoken: '签到',
  cells: [
    cell('2026-11-19', 'missed', { fillable: true }),
    cell('2026-11-20', 'signed'),
    cell('2026-11-21', 'today'),
    cell('2026-11-22', 'ahead'),
    cell('2026-11-23', 'ahead'),
    cell('2026-11-24', 'ahead'),
    cell('2026-11-25', 'ahead', { gift: true }),
  ],
};

describe('checkin-strip', () => {
  test('it is seven labelled days and one button', () => {
    const part = render('checkin-strip', { view: strip });
    const cells = part.querySelectorAll('.strip-cell');
    expect(cells).toHaveLength(7);
    expect(part.querySelectorAll('.strip >>> .button')).toHaveLength(1);
    expect(part.querySelectorAll('.strip-gift')).toHaveLength(1);
  });

  test('the button and the cell of today sign in', async () => {
    const part = render('checkin-strip', { view: strip });
    const signed = heard(part, 'sign');
    tap(part.querySelector('.strip >>> .button'));
    tap(part.querySelector('.strip-cell-today'));
    await settle();
    expect(signed).toHaveLength(2);
  });

  test('a missed day that a card can fill asks for it', async () => {
    const part = render('checkin-strip', { view: strip });
    const asked = heard(part, 'fill');
    tap(part.querySelector('.strip-cell-missed'));
    await settle();
    expect(asked).toEqual([{ day: '2026-11-19' }]);
  });

  test('signed in, the button says what tomorrow brings and does nothing', async () => {
    const done = { ...strip, done: true, button: '明天 +5' };
    const part = render('checkin-strip', { view: done });
    const signed = heard(part, 'sign');
    tap(part.querySelector('.strip >>> .button'));
    await settle();
    expect(text(part.querySelector('.strip >>> .button'))).toBe('明天 +5');
    expect(part.querySelector('.strip >>> .button-quiet')).toBeDefined();
    expect(signed).toHaveLength(0);
  });

  test('the stamp waits over today, falls on the yes, and tells when it touches', async () => {
    const part = render('checkin-strip', { view: strip, stamp: 'lifted', today: '2026-11-21' });
    expect(part.querySelector('.strip-stamp-lifted')).toBeDefined();
    const contacts = heard(part, 'contact');
    const cells = strip.cells.map((each) => (each.look === 'today' ? { ...each, look: 'signed' } : each));
    part.setData({ view: { ...strip, cells, done: true }, stamp: 'fallen', gain: '+5' });
    expect(part.querySelectorAll('.strip-stamp-falls')).toHaveLength(1);
    expect(text(part.querySelector('.strip-rise'))).toBe('+5');
    expect(contacts).toHaveLength(0);
    await settle(300);
    expect(contacts).toHaveLength(1);
  });

  test('on the day of a gift the gift opens under the stamp, and tomorrow lights up', () => {
    const cells = strip.cells.map((each) =>
      each.look === 'today' ? { ...each, look: 'signed', gift: true } : { ...each, next: each.day === '2026-11-22' },
    );
    const view = { ...strip, cells, done: true };
    const part = render('checkin-strip', { view, stamp: 'fallen', gain: '+25', today: '2026-11-21' });
    expect(part.querySelectorAll('.strip-gift-opens')).toHaveLength(1);
    expect(part.querySelectorAll('.strip-cell-lights')).toHaveLength(1);
    part.setData({ stamp: 'idle' });
    expect(part.querySelectorAll('.strip-gift-opens')).toHaveLength(0);
    expect(part.querySelectorAll('.strip-cell-lights')).toHaveLength(0);
  });

  test('on an error the stamp lifts away', () => {
    const part = render('checkin-strip', { view: strip, stamp: 'refused', today: '2026-11-21' });
    expect(part.querySelector('.strip-stamp-leaves')).toBeDefined();
  });

  test('asleep it has no button and opens nothing', async () => {
    const part = render('checkin-strip', {
      view: { ...strip, asleep: true, button: '', cells: [cell('1', 'before')] },
    });
    const opened = heard(part, 'calendar');
    tap(part.querySelector('.strip-cell'));
    await settle();
    expect(part.querySelector('.strip >>> .button')).toBeUndefined();
    expect(opened).toHaveLength(0);
  });
});

test('each count says which one was tapped', async () => {
  const part = render('counts', {
    items: [
      { code: 'month', figure: '+85', word: '本月积分' },
      { code: 'cards', figure: '2', word: '补签卡' },
    ],
  });
  const opened = heard(part, 'open');
  tap(part.querySelectorAll('.counts-one')[1]);
  await settle();
  expect(opened).toEqual([{ code: 'cards' }]);
});

test('every rule is a sentence with its sign', () => {
  const part = render('rules', { items: [{ code: 'checkin.daily', icon: 'seal', text: '每天签到得 5 分' }] });
  expect(text(part)).toBe('每天签到得 5 分');
  expect(part.querySelector('.i-seal')).toBeDefined();
});

describe('receipt', () => {
  const view = {
    id: 'entry-1',
    title: '签到',
    when: '今天 12:36',
    points: '+25',
    gain: true,
    lines: [
      { text: '当天签到', result: '5' },
      { text: '连签 7 天加送', result: '25' },
    ],
    foot: ['账上 145 分', '规则第 1 版'],
    ask: '有疑问？',
    toggle: { open: '展开说明', close: '收起说明' },
    spoken: '签到，今天 12:36，+25 分',
  };

  test('closed it is a row and explains nothing', () => {
    expect(render('shopper/components/receipt/index', { view }).querySelectorAll('.receipt-line')).toHaveLength(0);
  });

  test('open it has one line for each because, with the result so far', () => {
    const lines = render('shopper/components/receipt/index', { view, open: true })
      .querySelectorAll('.receipt-line')
      .map(text);
    expect(lines).toEqual(['当天签到5', '连签 7 天加送25']);
  });

  test('a run of closed receipts is rounded at its ends', () => {
    expect(render('shopper/components/receipt/index', { view }).querySelector('.receipt-first')).toBeUndefined();
    const alone = render('shopper/components/receipt/index', { view, first: true, last: true });
    expect(alone.querySelector('.receipt-first')).toBeDefined();
    expect(alone.querySelector('.receipt-last')).toBeDefined();
  });

  test('a tap on its head asks to turn it, by its id', async () => {
    const part = render('shopper/components/receipt/index', { view });
    const turned = heard(part, 'toggle');
    tap(part.querySelector('.receipt-head'));
    await settle();
    expect(turned).toEqual([{ id: 'entry-1' }]);
  });
});

describe('month-grid', () => {
  const day = (date: string, look: string, fillable = false) => ({
    key: date,
    day: look === 'none' ? '' : `2026-11-${date}`,
    date,
    look,
    isToday: false,
    gift: false,
    fillable,
    spoken: date,
  });
  const view = {
    title: '2026 年 11 月',
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    cells: [day('', 'none'), day('01', 'signed'), day('02', 'missed', true), day('03', 'today')],
    grid: '11 月的签到',
    fill: '补',
    canGoBack: true,
    canGoOn: false,
    previous: '上个月',
    next: '下个月',
    signedDays: '这个月签了 1 天',
  };

  test('a signed day carries the seal, a fillable one the word for it', () => {
    const part = render('shopper/calendar/month-grid/index', { view });
    expect(part.querySelectorAll('.month-face')).toHaveLength(3);
    expect(part.querySelectorAll('.month-face-signed')).toHaveLength(1);
    expect(text(part.querySelector('.month-face-fill'))).toBe('补');
  });

  test('it turns back but not into what does not exist', async () => {
    const part = render('shopper/calendar/month-grid/index', { view });
    const back = heard(part, 'previous');
    const on = heard(part, 'next');
    for (const arrow of part.querySelectorAll('.month-arrow')) tap(arrow);
    await settle();
    expect(back).toHaveLength(1);
    expect(on).toHaveLength(0);
  });

  test('only a fillable day asks for a make-up card', async () => {
    const part = render('shopper/calendar/month-grid/index', { view });
    const asked = heard(part, 'fill');
    for (const each of part.querySelectorAll('.month-day')) tap(each);
    await settle();
    expect(asked).toEqual([{ day: '2026-11-02' }]);
  });
});

test('the path marks the nearest gift', () => {
  const part = render('shopper/calendar/gift-path/index', {
    items: [
      { streak: '连签 7 天', gain: '多得 20 分', when: '再签 4 天', near: true },
      { streak: '连签 30 天', gain: '专享礼', when: '再签 27 天', near: false },
    ],
  });
  expect(part.querySelectorAll('.path-station')).toHaveLength(2);
  expect(part.querySelectorAll('.path-station-near')).toHaveLength(1);
});

test('the header draws the first character while the shop has no logo', () => {
  const part = render('nav-header', { name: '禾木小馆', initial: '禾', logo: '' });
  expect(text(part.querySelector('.header-initial'))).toBe('禾');
  part.setData({ logo: 'cloud://shop.1/logo.png' });
  expect(part.querySelector('.header-initial')).toBeUndefined();
});

test('the tab bar knows the tabs by itself, marks the chosen one, and steps aside for a sheet', () => {
  const bar = render('custom-tab-bar/index');
  expect(bar.querySelectorAll('.tab').map(text)).toEqual(['首页', '商城', '卡券', '我的']);
  bar.setData({ selected: 'me' });
  expect(text(bar.querySelector('.tab-on'))).toBe('我的');
  bar.setData({ hidden: true });
  expect(bar.querySelector('.tabs-hidden')).toBeDefined();
});

test('the gift sheet says the streak, what it brought and where that is, and closes by its button', async () => {
  const view = { streak: '连签 7 天', what: '多得 20 分', hint: '已经加到你的积分里', button: '收下' };
  const part = render('gift-sheet', { view, closeLabel: '关闭' });
  const closed = heard(part, 'close');
  expect(part.querySelectorAll('.won-line').map(text)).toEqual(['连签 7 天', '多得 20 分', '已经加到你的积分里']);
  tap(part.querySelector('.won-close >>> .button'));
  await settle();
  expect(closed).toHaveLength(1);
});
