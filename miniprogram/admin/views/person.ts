import type { CounterMember } from '../../../typings/api/staff';
import { figure } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';

/** Whose it is, as the counter sees them. */
export interface PersonView {
  avatar: string;
  name: string;
  tail: string;
  tier: string;
  points: string;
  frozen: string;
  spoken: string;
}

export function tailOf(number: string): string {
  return number.slice(-4);
}

export function personView(member: CounterMember, points: PointsWords, words: Words, own: AdminWords): PersonView {
  const name = member.nickname ?? own.found.nobody;
  const tail = own.found.tail(tailOf(member.number));
  const balance = `${own.found.available(points.name)} ${words.figures.points(figure(member.available), points.unit)}`;
  return {
    avatar: member.avatar ?? '',
    name,
    tail,
    tier: member.tier.name,
    points: balance,
    frozen: member.state === 'frozen' ? own.found.frozen : '',
    spoken: [name, tail, member.tier.name, balance].join(words.card.comma),
  };
}
