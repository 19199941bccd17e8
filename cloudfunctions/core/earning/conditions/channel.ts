import { choices } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

/** Where it happened: in the mini-program, at the counter, at a till, in a web shop. */
export const channel = condition({
  code: 'channel',
  label: '渠道',
  occasions: EVERY_OCCASION,
  arguments: {
    channels: choices('渠道', [
      { value: 'mini', label: '小程序' },
      { value: 'counter', label: '店员登记' },
      { value: 'till', label: '收银台' },
      { value: 'web', label: '网店' },
    ]),
  },
  check: ({ channels }, event) => (channels as string[]).includes(event.channel),
  phrase: ({ channels }) => channels.join(','),
});
