import type { BarView } from '../../typings/api/mall';
import type { BarArgs } from '../../typings/codes';
import type { DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText } from './dates';
import { figure } from './figures';

/** Why a reward or an offer cannot be had now, as a few words that fit a button or a tag. */

type Args = { [name: string]: string | number };
interface Setting {
  today: DayKey;
  points: PointsWords;
  words: Words;
}

function dayAfter(day: DayKey): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
}

/** 今天 10:00, 明天 10:00, 11 月 22 日 10:00 */
function momentAhead(day: DayKey, time: string, { today, words }: Setting): string {
  const { dates } = words;
  if (day === today) return dates.at(dates.today, time);
  if (day === dayAfter(today)) return dates.at(dates.tomorrow, time);
  return dates.at(dayText(day, today, words), time);
}

function limitText(args: Args, { words }: Setting): string {
  const all: Record<string, ((count: number) => string) | undefined> = words.bars.limit;
  return (all[String(args.period)] ?? words.bars.limit.ever)(Number(args.count));
}

const SENTENCES: Record<keyof BarArgs, (args: Args, setting: Setting) => string> = {
  guest: (_args, { words }) => words.bars.guest,
  frozen: (_args, { words }) => words.bars.frozen,
  short: (args, { points, words }) => words.bars.short(words.figures.points(figure(Number(args.missing)), points.unit)),
  tier: (args, { words }) => words.bars.tier(String(args.tier)),
  streak: (args, { words }) =>
    Number(args.missing) > 0 ? words.bars.streakMissing(Number(args.missing)) : words.bars.streak(Number(args.days)),
  right: (args, { words }) => words.bars.right(String(args.right)),
  tag: (_args, { words }) => words.bars.tag,
  soon: (args, setting) => setting.words.bars.soon(momentAhead(String(args.day) as DayKey, String(args.time), setting)),
  over: (_args, { words }) => words.bars.over,
  soldOut: (_args, { words }) => words.bars.soldOut,
  limit: limitText,
};

/** A bar that is newer than this phone still says that it is one. */
export function barText(bar: BarView, today: DayKey, points: PointsWords, words: Words): string {
  const sentence: ((args: Args, setting: Setting) => string) | undefined = SENTENCES[bar.code];
  return sentence ? sentence(bar.args, { today, points, words }) : words.bars.unknown;
}
