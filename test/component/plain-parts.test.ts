// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { heard, render, settle, tap, text } from './stage';

describe('action-button', () => {
  test('a tap presses it once', async () => {
    const button = render('action-button', { label: '签到 +5' });
    const presses = heard(button, 'press');
    expect(text(button)).toBe('签到 +5');
    tap(button.querySelector('.button'));
    await settle();
    expect(presses).toHaveLength(1);
  });

  test('waiting shows three dots, keeps its label for the width, and cannot be pressed', async () => {
    const button = render('action-button', { label: '签到', waiting: true });
    const presses = heard(button, 'press');
    expect(button.querySelectorAll('.button-dot')).toHaveLength(3);
    expect(button.querySelector('.button-label')).toBeDefined();
    tap(button.querySelector('.button'));
    await settle();
    expect(presses).toHaveLength(0);
  });

  test('disabled it cannot be pressed', async () => {
    const button = render('action-button', { label: '签到', disabled: true });
    const presses = heard(button, 'press');
    tap(button.querySelector('.button'));
    await settle();
    expect(presses).toHaveLength(0);
  });
});

test('the seal is drawn in thick or fine strokes and is nothing for a reader', () => {
  expect(render('seal').querySelector('.i-seal')).toBeDefined();
  expect(render('seal', { fine: true }).querySelector('.i-seal-fine')).toBeDefined();
});

test('an avatar without a picture shows the seal', () => {
  const avatar = render('avatar', { src: '' });
  expect(avatar.querySelector('.avatar-picture')).toBeUndefined();
  avatar.setData({ src: 'cloud://shop.1/avatars/1/a.png' });
  expect(avatar.querySelector('.avatar-picture')).toBeDefined();
});

test('the announcer shows a sentence while there is one', () => {
  const announce = render('announce', { text: '签到成功，得 5 分' });
  expect(text(announce)).toBe('签到成功，得 5 分');
  announce.setData({ text: '' });
  expect(text(announce)).toBe('');
});

test('the offline bar is not there without a reason', async () => {
  const bar = render('offline-bar', { text: '' });
  expect(bar.querySelector('.bar')).toBeUndefined();
  bar.setData({ text: '网络断开了', retry: '重试' });
  const retries = heard(bar, 'retry');
  tap(bar.querySelector('.bar-retry'));
  await settle();
  expect(retries).toHaveLength(1);
});

test.each(['home', 'calendar', 'list'])('the skeleton of %s has the shapes of the page', (kind) => {
  expect(render('skeleton', { kind }).querySelectorAll('.skeleton-bone').length).toBeGreaterThan(1);
});

test('a still phone gets a skeleton without a sheen', () => {
  expect(render('skeleton', { kind: 'list', still: true }).querySelector('.skeleton-sheen')).toBeUndefined();
});

test('an empty state says one sentence and offers one way on', async () => {
  const empty = render('empty-state', { text: '还没有积分记录', action: '去签到' });
  const went = heard(empty, 'go');
  expect(text(empty)).toContain('还没有积分记录');
  tap(empty.querySelector('.empty >>> .button'));
  await settle();
  expect(went).toHaveLength(1);
});

test('an error says what happened, what was not done, and lets one try again', async () => {
  const error = render('error-state', { title: '网络断开了', undone: '积分没有变', retry: '重试' });
  const retries = heard(error, 'retry');
  expect(text(error)).toContain('网络断开了');
  expect(text(error)).toContain('积分没有变');
  tap(error.querySelector('.error >>> .button'));
  await settle();
  expect(retries).toHaveLength(1);
});

test('the foot of a list offers another try only when the older ones did not come', async () => {
  const foot = render('list-foot', { state: 'end', text: '没有更多了', retry: '重试' });
  expect(foot.querySelector('.foot-retry')).toBeUndefined();
  foot.setData({ state: 'failed', text: '没有取到' });
  const retries = heard(foot, 'retry');
  tap(foot.querySelector('.foot-retry'));
  await settle();
  expect(retries).toHaveLength(1);
});

test('a row opens unless it only tells something', async () => {
  const row = render('list-row', { icon: 'receipt', label: '积分明细', value: '120 分' });
  const opened = heard(row, 'open');
  expect(text(row)).toBe('积分明细120 分');
  tap(row.querySelector('.row'));
  await settle();
  row.setData({ plain: true });
  tap(row.querySelector('.row'));
  await settle();
  expect(opened).toHaveLength(1);
});

test('choosing what is chosen already changes nothing', async () => {
  const options = [
    { value: 'standard', label: '标准' },
    { value: 'huge', label: '特大' },
  ];
  const segments = render('segments', { options, value: 'standard', label: '文字大小' });
  const chosen = heard(segments, 'choose');
  for (const segment of segments.querySelectorAll('.segments-one')) tap(segment);
  await settle();
  expect(chosen).toEqual([{ value: 'huge' }]);
});

describe('sheet', () => {
  test('a tap outside closes it', async () => {
    const sheet = render('sheet', { open: true, title: '补签 11 月 18 日' });
    const closed = heard(sheet, 'close');
    tap(sheet.querySelector('.sheet-veil'));
    await settle();
    expect(closed).toHaveLength(1);
  });

  test('while something is on its way it cannot be closed', async () => {
    const sheet = render('sheet', { open: true, locked: true });
    const closed = heard(sheet, 'close');
    tap(sheet.querySelector('.sheet-veil'));
    await settle();
    expect(closed).toHaveLength(0);
  });

  test('dragged down far enough it closes, a nudge leaves it', async () => {
    const sheet = render('sheet', { open: true });
    const closed = heard(sheet, 'close');
    const drag = (to: number) => {
      sheet.instance.begin?.({ touches: [{ clientY: 100 }] });
      sheet.instance.end?.({ changedTouches: [{ clientY: to }] });
    };
    drag(130);
    await settle();
    expect(closed).toHaveLength(0);
    drag(260);
    await settle();
    expect(closed).toHaveLength(1);
  });

  test('closed it is not in the tree', () => {
    expect(render('sheet', { open: false }).querySelector('.sheet')).toBeUndefined();
  });
});
