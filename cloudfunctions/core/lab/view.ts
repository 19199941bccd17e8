/** A replay as whoever may look at it sees it. */
import type {
  Compared,
  LabMember,
  LabNote,
  LabResult,
  LabShare,
  LabView,
  LabWorst,
  PointValue,
} from '../../../typings/api/lab';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Store } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import type { Programme } from '../programme';
import { EVENTS_MAX, type Lab } from './lab';
import { notesOf } from './notes';
import type { Ranked } from './ranking';
import { NO_TIER } from './sums';
import { worthFen } from './worst-cases';
import { namesOfRules, type Source } from './worth';

/** The members' phase is the last hundredth. */
const EVENTS_SHARE = 99;

export async function labView({ store }: Environment, lab: Lab, named: boolean): Promise<LabView> {
  const { _id: id, draftRev: rev, weeks, state, by, at, sums } = lab;
  const { zone } = JSON.parse(lab.current) as Programme;
  const capped = sums.events >= EVENTS_MAX;
  return {
    id,
    rev,
    weeks,
    state,
    by,
    at,
    firstDay: dayOf(capped ? reached(lab) : lab.from, zone),
    lastDay: dayOf((lab.until - 1) as EpochMs, zone),
    progress: progressOf(lab),
    events: sums.events,
    result: state === 'done' ? await resultOf(store, lab, named) : null,
  };
}

function reached({ cursor }: Lab): EpochMs {
  return 'before' in cursor ? cursor.before : cursor.at;
}

function progressOf(lab: Lab): number {
  if (lab.state === 'done') return 100;
  if (lab.phase === 'members') return EVENTS_SHARE;
  const byTime = (lab.until - reached(lab)) / (lab.until - lab.from);
  return Math.floor(EVENTS_SHARE * Math.max(byTime, lab.sums.events / EVENTS_MAX));
}

async function resultOf(store: Store, lab: Lab, named: boolean): Promise<LabResult> {
  const { sums, ranking, value } = lab;
  const [current, draft] = [JSON.parse(lab.current), JSON.parse(lab.draft)] as [Programme, Programme];
  const ids = [...ranking.gaining, ...ranking.losing].map(({ id }) => id);
  const members = named && ids.length > 0 ? await membersOf(store, ids) : new Map<string, Shown>();
  const tell = (list: readonly Ranked[]) => list.map((one) => memberView(one, members.get(one.id)));
  return {
    events: sums.events,
    orders: sums.orders,
    ordersTouched: sums.ordersTouched,
    points: sums.points as Compared<Points>,
    coupons: sums.coupons,
    value,
    fen: moneyOf(sums.points, value),
    rules: rulesOf(lab, current, draft),
    tiers: tiersOf(lab, current),
    gainers: ranking.gainers,
    losers: ranking.losers,
    gaining: tell(ranking.gaining),
    losing: tell(ranking.losing),
    worst: JSON.parse(lab.worst ?? '[]') as LabWorst[],
    checked: sums.checked,
    notes: notesOf(sums, current, draft) satisfies LabNote[],
  };
}

function moneyOf({ now, draft }: Compared, value: Compared<PointValue | null>): Compared<Fen | null> {
  return { now: worthFen(now, value.now), draft: worthFen(draft, value.draft) };
}

/** What differs most first. */
function rulesOf({ sums }: Lab, current: Programme, draft: Programme): LabShare[] {
  const names = new Map([...namesOfRules(current.earning.rules), ...namesOfRules(draft.earning.rules)]);
  return (Object.entries(sums.sources) as [Source, Compared<Points>][])
    .map(([code, points]) => ({ code, name: names.get(code) ?? '', ...points }))
    .sort((a, b) => difference(b) - difference(a) || largest(b) - largest(a));
}

/** In the order of the tiers. */
function tiersOf({ sums }: Lab, { tiers }: Programme): LabShare[] {
  const named = tiers.list.map(({ code, name }) => ({ code, name, key: code }));
  return [...named, { code: '', name: '', key: NO_TIER }].flatMap(({ code, name, key }) => {
    const points = sums.tiers[key] as Compared<Points> | undefined;
    return points && largest(points) > 0 ? [{ code, name, ...points }] : [];
  });
}

function difference({ now, draft }: Compared): number {
  return Math.abs(draft - now);
}

function largest({ now, draft }: Compared): number {
  return Math.max(Math.abs(now), Math.abs(draft));
}

type Shown = Pick<Member, '_id' | 'number' | 'profile'>;

async function membersOf(store: Store, ids: readonly string[]): Promise<Map<string, Shown>> {
  const fields = ['number', 'profile'];
  const members = await store.find<Shown>('members', { where: { _id: { in: ids } }, limit: ids.length, fields });
  return new Map(members.map((member) => [member._id, member]));
}

function memberView({ points }: Ranked, member: Shown | undefined): LabMember {
  return {
    points: points as Points,
    tail: member ? member.number.slice(-4) : null,
    nickname: member?.profile.nickname ?? null,
  };
}
