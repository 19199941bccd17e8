import { expect, test } from 'vitest';
import { EventChannel } from '../../../local/phone/runtime/event-channel';
import { checkSetData } from '../../../local/phone/runtime/set-data';
import { formatPageUrl, parsePageUrl } from '../../../local/phone/runtime/urls';

test('addresses are absolute or relative to the page that asks, and keep their values as written', () => {
  expect(parsePageUrl('/pages/a/b?x=1&y=%20&z', 'q')).toEqual({
    path: 'pages/a/b',
    query: { x: '1', y: '%20', z: '' },
  });
  expect(parsePageUrl('../c/d', 'pages/a/b').path).toBe('pages/c/d');
  expect(parsePageUrl('./d?u=b?c', 'pages/a/b')).toEqual({ path: 'pages/a/d', query: { u: 'b?c' } });
  expect(formatPageUrl('pages/a', { x: '1', y: '%20' })).toBe('pages/a?x=1&y=%20');
});

test('a second equals sign ends a value, so callers must encode', () => {
  expect(parsePageUrl('a?code=3==x&u=a%3Db', '').query).toEqual({ code: '3', u: 'a%3Db' });
});

test('what one end of an event channel emits, the other end hears', () => {
  const [opener, opened] = EventChannel.pair();
  const heard: unknown[] = [];
  const listen = (data: unknown) => heard.push(data);
  opened.on('a', listen);
  opened.once('a', (data) => heard.push(`once ${String(data)}`));
  opener.emit('a', 1);
  opener.emit('a', 2);
  opened.off('a', listen);
  opener.emit('a', 3);
  opened.emit('a', 4);
  expect(heard).toEqual([1, 'once 1', 2]);
});

test('setData counts bytes as UTF-8 and tells what JSON would lose', () => {
  const meter = { setDataBytes: 0, setDataCalls: 0 };
  const warnings: string[] = [];
  const data = { text: '一é😀', nothing: undefined, list: [{ when: new Map() }] };
  const kept = checkSetData(data, meter, (message) => warnings.push(message));
  expect(Object.keys(kept)).toEqual(['text', 'list']);
  expect(meter).toEqual({ setDataBytes: Buffer.byteLength(JSON.stringify(kept)), setDataCalls: 1 });
  expect(warnings).toEqual([
    'Setting data field "nothing" to undefined is invalid.',
    'setData: the Map "list[0].when" cannot be sent to the page and is lost on a phone',
  ]);
});

test('a circular structure cannot be set', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(() => checkSetData({ loop }, { setDataBytes: 0, setDataCalls: 0 }, () => undefined)).toThrow('circular');
});
