import { expect, test } from 'vitest';
import { lineOf } from '../../../cloudfunctions/platform/line';

test('an IPv4 address is a line, and so is one that is written as IPv6', () => {
  for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '']) expect(lineOf(address)).toBe(address);
});

test('all IPv6 addresses of a line are one, however they are written; those of the next line are another', () => {
  const line = lineOf('2001:db8:0:1::1');
  for (const address of ['2001:db8:0:1:a:b:c:d', '2001:0DB8:0:0001::', '2001:db8::1:0:0:0:7', '2001:db8:0:1::1%en0'])
    expect(lineOf(address)).toBe(line);
  for (const address of ['2001:db8:0:2::1', '2001:db8::1', '::1', '2001:db8:1::1'])
    expect(lineOf(address)).not.toBe(line);
});
