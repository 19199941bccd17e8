import { condition, EVERY_OCCASION } from '../kind';

/** The month of the member's birthday; never while the birthday is not known. */
export const birthdayMonth = condition({
  code: 'birthdayMonth',
  label: '生日当月',
  occasions: EVERY_OCCASION,
  arguments: {},
  check: (_args, { birthday, day }) => birthday !== null && birthday.slice(0, 2) === day.slice(5, 7),
  phrase: () => '',
});
