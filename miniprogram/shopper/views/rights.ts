import type { RightView } from '../../../typings/api/shopper';
import type { RightArgs } from '../../../typings/codes';
import { figure, money, times } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** A right of a tier: what it is called and one sentence. */
export interface RightRow {
  code: string;
  icon: string;
  word: string;
  text: string;
}

type Args = RightView['args'];
interface Said {
  word: string;
  text: string;
}
type Render = (args: Args, points: PointsWords, words: PageWords) => Said;

/** 95 percent of the price is 9.5 折, 90 is 9 折. */
const inTenths = (rate: unknown) => String(Number(rate) / 10);

function checkIn({ factor }: Args, { name }: PointsWords, { rights }: PageWords): Said {
  return Number(factor) > 100
    ? { word: rights.checkIn.word, text: rights.checkIn.text(times(Number(factor)), name) }
    : { word: rights.checkInPlain.word, text: rights.checkInPlain.text(name) };
}

function birthdayPack(args: Args, { unit }: PointsWords, { rights, figures }: PageWords): Said {
  const points = Number(args.points);
  const text = points > 0 ? rights.birthdayPack.text(figures.points(figure(points), unit)) : rights.birthdayPack.plain;
  return { word: String(args.name), text };
}

function freeShipping({ minimumFen }: Args, _points: PointsWords, { rights }: PageWords): Said {
  const { word, text, always } = rights.freeShipping;
  return { word, text: Number(minimumFen) > 0 ? text(money(Number(minimumFen))) : always };
}

const RIGHTS: Record<keyof RightArgs, { icon: string; render: Render }> = {
  multiplier: {
    icon: 'multiply',
    render: ({ factor }, { name }, { rights }) => ({
      word: rights.multiplier.word(name),
      text: rights.multiplier.text(times(Number(factor)), name),
    }),
  },
  checkIn: { icon: 'seal', render: checkIn },
  discount: {
    icon: 'tag',
    render: ({ rate }, _points, { rights }) => ({
      word: rights.discount.word,
      text: rights.discount.text(inTenths(rate)),
    }),
  },
  freeShipping: { icon: 'truck', render: freeShipping },
  priorityShipping: { icon: 'truck', render: (_args, _points, { rights }) => rights.priorityShipping },
  service: {
    icon: 'phone',
    render: ({ text }, _points, { rights }) => ({ word: rights.service.word, text: String(text) }),
  },
  birthdayPack: { icon: 'cake', render: birthdayPack },
  exclusiveGoods: { icon: 'bag', render: (_args, _points, { rights }) => rights.exclusiveGoods },
  earlyAccess: {
    icon: 'clock',
    render: ({ hours }, _points, { rights }) => ({
      word: rights.earlyAccess.word,
      text: rights.earlyAccess.text(String(hours)),
    }),
  },
  custom: { icon: 'star', render: ({ name, text }) => ({ word: String(name), text: String(text) }) },
};

function isKnown(code: string): code is keyof RightArgs {
  return code in RIGHTS;
}

/** A right from a newer cloud is left out rather than guessed. */
export function rightRows(rights: RightView[], points: PointsWords, words: PageWords): RightRow[] {
  return rights.flatMap(({ code, args }) => {
    if (!isKnown(code)) {
      console.warn(`no sentence for the right ${code}`);
      return [];
    }
    const { icon, render } = RIGHTS[code];
    return [{ code, icon, ...render(args, points, words) }];
  });
}
