import { condition } from '../kind';

export const firstOrder = condition({
  code: 'firstOrder',
  label: '首次消费',
  occasions: ['order'],
  arguments: {},
  check: (_args, event) => event.firstOrder,
  phrase: () => '',
});
