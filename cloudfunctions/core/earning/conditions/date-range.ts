import { day } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

/** From one day to another, both included. */
export const dateRange = condition({
  code: 'dateRange',
  label: '活动期间',
  occasions: EVERY_OCCASION,
  arguments: { from: day('开始日期'), until: day('结束日期') },
  check: ({ from, until }, event) => from <= event.day && event.day <= until,
  runsOn: ({ from, until }, on) => from <= on && on <= until,
  phrase: ({ from, until }) => `${from},${until}`,
});
