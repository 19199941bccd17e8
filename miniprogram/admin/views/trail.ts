/** The trail as sentences. Pure. */
import type { Role } from '../../../typings/api/staff';
import type { DutyArea, TrailView } from '../../../typings/api/team';
import type { DayKey } from '../../../typings/domain';
import { dayGroupText } from '../../views/dates';
import { money, signed } from '../../views/figures';
import type { Words } from '../../words/index';
import type { TeamWords } from '../words/team/zh-Hans';

export const AREAS: readonly DutyArea[] = ['counter', 'members', 'goods', 'rules', 'figures', 'team', 'shop'];

export interface TrailRow {
  id: string;
  /** '今天' above the first of a day, '' else. */
  day: string;
  text: string;
  meta: string;
  undone: string;
}

export interface Saying {
  own: TeamWords;
  words: Words;
  roles: Record<Role, string>;
}

/** Facts that tell two sentences of one action apart: 'referrals.decide 1'. */
const TURNS = ['done', 'pay', 'agreed', 'asked', 'frozen', 'new', 'on'];

export function trailText(act: TrailView, saying: Saying): string {
  const { own } = saying;
  const told: Partial<Record<string, string>> = own.trail.told;
  const turns = TURNS.filter((fact) => fact in act.facts).map((fact) => `${act.what} ${act.facts[fact]}`);
  const sentence = [...turns, act.what].map((key) => told[key]).find((text) => text !== undefined);
  return sentence === undefined ? groupText(act, own) : filled(sentence, act, saying);
}

/** A code that this phone has no words for yet. */
function groupText({ group, name }: TrailView, { duties, trail }: TeamWords): string {
  const groups: Partial<Record<string, { name: string }>> = duties.groups;
  const what = groups[group]?.name ?? trail.other;
  return name ? what + trail.quoted(name) : what;
}

function filled(sentence: string, act: TrailView, { own, roles }: Saying): string {
  const { trail } = own;
  const { facts, member, colleague, name } = act;
  const number = (fact: string) => (typeof facts[fact] === 'number' ? facts[fact] : 0);
  const parts: Record<string, string> = {
    whom: colleague ?? (member === null ? trail.someMember : trail.member(member)),
    name: name ? trail.quoted(name) : '',
    role: roles[facts.role as Role] ?? '',
    places: typeof facts.stores === 'string' && facts.stores !== '' ? trail.places(facts.stores) : '',
    fen: money(Math.abs(number('fen'))),
    points: signed(number('points')),
  };
  return sentence.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
}

export function trailRows(acts: readonly TrailView[], today: DayKey, saying: Saying): TrailRow[] {
  const { trail } = saying.own;
  return acts.map((act, place) => ({
    id: act.id,
    day: act.day === acts[place - 1]?.day ? '' : dayGroupText(act.day, today, saying.words),
    text: trailText(act, saying),
    meta: trail.meta(act.time, act.by, act.store),
    undone: act.undone ? trail.undone : '',
  }));
}
