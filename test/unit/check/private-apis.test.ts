/** WeChat's private APIs: what the pages use, what app.json says, and what the owner is told to name in the guideline. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PERMISSIONS } from '../../../cloudfunctions/core/privacy';

const root = join(import.meta.dirname, '../../..');

/** As the privacy guideline lists them (developers.weixin.qq.com, 用户隐私保护指引填写说明). */
const PRIVATE = [
  ...['chooseAvatar', 'type="nickname"', 'getUserInfo', 'getUserProfile', 'getPhoneNumber', 'getRealtimePhoneNumber'],
  ...['getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'startLocationUpdateBackground', 'onLocationChange'],
  ...['chooseLocation', 'choosePoi', 'chooseAddress', 'chooseInvoiceTitle', 'chooseInvoice', 'chooseLicensePlate'],
  ...['getWeRunData', 'chooseImage', 'chooseMedia', 'chooseVideo', 'chooseMessageFile', 'saveImageToPhotosAlbum'],
  ...['saveVideoToPhotosAlbum', 'startRecord', 'getRecorderManager', 'joinVoIPChat', 'createCameraContext', '<camera'],
  ...['createVKSession', 'createLivePusherContext', '<live-pusher', 'openBluetoothAdapter', 'addPhoneContact'],
  ...['chooseContact', 'addPhoneCalendar', 'addPhoneRepeatCalendar', 'startAccelerometer', 'startCompass'],
  ...['startDeviceMotionListening', 'startGyroscope', 'setClipboardData', 'getClipboardData'],
];
/** Those that app.json declares too (全局配置, requiredPrivateInfos). */
const IN_APP_JSON = [
  ...['getFuzzyLocation', 'getLocation', 'onLocationChange', 'startLocationUpdate', 'startLocationUpdateBackground'],
  ...['chooseLocation', 'choosePoi', 'chooseAddress'],
];

const pages = readdirSync(join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|wxml)$/.test(path) && !path.includes('miniprogram_npm'))
  .map((path) => readFileSync(join(root, 'miniprogram', path), 'utf8'))
  .join('\n');

/** `wx.name(`, `open-type="name"`, or the piece of a template itself. */
function isUsed(api: string): boolean {
  if (/\W/.test(api)) return pages.includes(api);
  return pages.includes(`wx.${api}(`) || pages.includes(`open-type="${api}"`);
}

test('app.json declares the private APIs that are used and belong there, and no other', () => {
  const app = JSON.parse(readFileSync(join(root, 'miniprogram/app.json'), 'utf8')) as {
    requiredPrivateInfos: string[];
  };
  expect(app.requiredPrivateInfos).toEqual(IN_APP_JSON.filter(isUsed));
});

test('the owner is told to name in the privacy guideline what the pages use, and nothing else', () => {
  const list = readFileSync(join(root, 'docs/before-launch.md'), 'utf8')
    .split('\n')
    .find((row) => row.includes('the privacy guideline on mp.weixin.qq.com names'));
  const [, fact = ''] = list?.split(' | ') ?? [];
  const told = [...fact.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
  expect(told.sort()).toEqual(PRIVATE.filter(isUsed).sort());
});

test('members are told of each, and of no other', () => {
  const told = PERMISSIONS.map(({ asked }) => asked.replace(/^wx\.|^open-type="|(?<!type="nickname)"$/g, ''));
  expect(told.sort()).toEqual(PRIVATE.filter(isUsed).sort());
});
