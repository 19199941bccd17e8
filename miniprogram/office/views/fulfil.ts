/** What is to be handed over or sent, as cards. Pure. */
import type { CancelWhy, FulfilRow, FulfilSegment } from '../../../typings/api/catalogue';
import type { AddressInput } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { figure, money } from '../../views/figures';
import { tintOf } from '../../views/reward';
import type { PointsWords, Words } from '../../words/index';
import type { CatalogueWords } from '../words/catalogue/zh-Hans';

export interface FulfilCard {
  id: string;
  what: string;
  picture: string;
  initial: string;
  tint: number;
  taken: string;
  /** Where it goes. */
  lines: string[];
  /** Until when and where it is collected, or how it ended. */
  note: string;
  tone: 'plain' | 'warn';
  sent: string;
  sentOn: string;
  /** Nothing can be read any more. */
  unreadable: boolean;
  ship: string;
  handOver: boolean;
  cancel: boolean;
}

export interface May {
  ship: boolean;
  handOver: boolean;
  cancel: boolean;
}

/** As it is written on a parcel. */
export function addressLines(address: AddressInput | null): string[] {
  if (!address) return [];
  const { name, phone, province, city, district, detail } = address;
  // A municipality is its own province.
  const region = province === city ? city : province + city;
  return [`${name} ${phone}`, region + district + detail];
}

export function whoText({ member }: FulfilRow, { fulfil }: CatalogueWords): string {
  return fulfil.who(member.nickname ?? '', member.number);
}

function noteOf(row: FulfilRow, today: DayKey, words: Words, own: CatalogueWords): Pick<FulfilCard, 'note' | 'tone'> {
  const { fulfil, listed } = own;
  const { ended, until, stores, way, state } = row;
  if (ended) {
    const when = momentText(ended.day, ended.time, today, words);
    return { note: fulfil.ended[ended.reason](when), tone: 'plain' };
  }
  if (way !== 'pickup' || state !== 'taken') return { note: '', tone: 'plain' };
  const where = stores.length > 0 ? fulfil.at(stores.map(({ name }) => name).join(listed)) : fulfil.everywhere;
  if (until === null) return { note: where, tone: 'plain' };
  if (until < today) return { note: fulfil.late, tone: 'warn' };
  if (until === today) return { note: fulfil.today, tone: 'warn' };
  return { note: `${fulfil.until(dayText(until, today, words))} · ${where}`, tone: 'plain' };
}

export function fulfilCard(
  row: FulfilRow,
  segment: FulfilSegment,
  may: May,
  today: DayKey,
  words: Words,
  own: CatalogueWords,
): FulfilCard {
  const { fulfil } = own;
  const { id, name, quantity, shipping, way, state } = row;
  const waiting = state === 'taken';
  const parcel = segment === 'toShip' || segment === 'sent';
  return {
    id,
    what: quantity > 1 ? fulfil.what(name, figure(quantity)) : name,
    picture: row.picture ?? '',
    initial: [...name][0] ?? '',
    tint: tintOf(id),
    taken: fulfil.taken(momentText(row.day, row.time, today, words), whoText(row, own)),
    lines: addressLines(row.address),
    ...noteOf(row, today, words, own),
    sent: shipping ? fulfil.sent(shipping.carrier, shipping.number) : '',
    sentOn: shipping ? fulfil.sentOn(dayText(shipping.day, today, words)) : '',
    unreadable: parcel && may.ship && row.address === null,
    ship: parcel && may.ship && row.open ? (shipping ? fulfil.correct : fulfil.fill) : '',
    handOver: may.handOver && waiting && way === 'pickup' && (row.until === null || row.until >= today),
    cancel: may.cancel && waiting,
  };
}

/** What goes back to the customer and to the shelf. */
export function goesBack(row: FulfilRow, points: PointsWords, words: Words, { fulfil }: CatalogueWords) {
  const { quantity, cashFen } = row;
  return [
    ...(row.points > 0
      ? [{ label: fulfil.backPoints(points.name), text: words.figures.points(figure(row.points), points.unit) }]
      : []),
    ...(cashFen > 0 ? [{ label: fulfil.backMoney, text: money(cashFen) }] : []),
    { label: fulfil.backUnits, text: fulfil.units(figure(quantity)) },
  ];
}

export const WHYS: readonly CancelWhy[] = ['asked', 'short', 'broken', 'mistake'];
