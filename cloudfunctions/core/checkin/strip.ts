/** What the home page shows of the streak: seven days, what comes next. Pure. */
import type { CheckInDay, CheckInView, NextGift } from '../../../typings/api/shopper';
import type { DayKey, Points } from '../../../typings/domain';
import { addDays, daysBetween } from '../calendar';
import { cardsLeft, fill, isOpen } from './makeup';
import { type CheckInState, giftOf, milestonesAt, signedOn, streakOf } from './streak';
import { paidFor, type Terms, worthOf } from './terms';

/** Whose check-ins, and under which rules, are looked at. A guest has none and joined today. */
export interface Looked {
  state: CheckInState;
  joinedOn: DayKey;
  terms: Terms;
  today: DayKey;
}

const CELLS = 7;
/** Any programme's next milestones lie within two rounds of its longest. */
const FURTHEST = 2 * 366;

export function checkInView(looked: Looked): CheckInView {
  const { state, terms, today } = looked;
  const { checkIn } = terms;
  const streak = streakOf(state.days, today);
  const first = firstCell(looked);
  return {
    signedToday: signedOn(state.days, today) !== undefined,
    streak,
    strip: Array.from({ length: CELLS }, (_, i) => dayOfStrip(looked, addDays(first, i))),
    nextPoints: paidFor(terms, { position: streak + 1, day: nextDay(looked) }).points,
    nextGift: nextGifts(looked, 1)[0] ?? null,
    makeUp: { left: cardsLeft(state, checkIn, today), perMonth: checkIn.makeUp.perMonth },
  };
}

/** The day whose check-in continues the run. */
function nextDay({ state, today }: Looked): DayKey {
  return signedOn(state.days, today) ? addDays(today, 1) : today;
}

/** The next gifts of the run, if it goes on without a gap. */
export function nextGifts(looked: Looked, count: number): NextGift[] {
  const { terms, state, today } = looked;
  const streak = streakOf(state.days, today);
  const gifts: NextGift[] = [];
  for (let position = streak + 1; position <= streak + FURTHEST && gifts.length < count; position += 1) {
    const reached = milestonesAt(terms.checkIn, position);
    if (reached.length === 0) continue;
    const inDays = position - streak;
    const place = { position, day: addDays(nextDay(looked), inDays - 1) };
    const gift = giftOf(position, reached, worthOf(terms, place, reached), terms.coupons);
    if (gift) gifts.push({ streak: position, inDays, points: gift.points, right: gift.right?.name ?? null });
  }
  return gifts;
}

export function dayOfStrip({ state, joinedOn, terms, today }: Looked, day: DayKey): CheckInDay {
  const signed = signedOn(state.days, day);
  if (signed) {
    const { points, milestones, madeUp } = signed;
    return { day, state: madeUp ? 'madeUp' : 'signed', points, gift: milestones.length > 0, fillable: false };
  }
  if (day < today) {
    if (day < joinedOn) return { day, state: 'before', points: 0 as Points, gift: false, fillable: false };
    const cards = cardsLeft(state, terms.checkIn, today);
    const fillable = cards > 0 && isOpen(state.days, terms.checkIn, joinedOn, day, today);
    const points = fillable ? fill(state.days, terms, day, today, cards - 1).earned : (0 as Points);
    return { day, state: 'missed', points, gift: false, fillable };
  }
  const streak = streakOf(state.days, today);
  const signedToday = signedOn(state.days, today) !== undefined;
  const position = streak + daysBetween(today, day) + (signedToday ? 0 : 1);
  return {
    day,
    state: day === today ? 'today' : 'ahead',
    points: paidFor(terms, { position, day }).points,
    gift: milestonesAt(terms.checkIn, position).length > 0,
    fillable: false,
  };
}

function firstCell(looked: Looked): DayKey {
  const { state, today } = looked;
  const mendable = firstMendable(looked);
  if (mendable) return mendable;
  const position = streakOf(state.days, today) + (signedOn(state.days, today) ? 0 : 1);
  return addDays(today, -((position - 1) % CELLS));
}

/**
 * Where the strip begins while cards can mend a broken streak: in the earlier run, so that the missed days can be
 * tapped, and late enough for tomorrow to be seen; null when nothing can be mended or it lies too far back.
 */
function firstMendable({ state, joinedOn, terms: { checkIn }, today }: Looked): DayKey | null {
  const streak = streakOf(state.days, today);
  const run = signedOn(state.days, today) ? streak : streak + 1;
  let day = addDays(today, -run);
  let cards = cardsLeft(state, checkIn, today);
  while (cards > 0 && isOpen(state.days, checkIn, joinedOn, day, today)) {
    day = addDays(day, -1);
    cards -= 1;
  }
  const earlier = signedOn(state.days, day);
  const firstMissed = addDays(day, 1);
  if (!earlier || daysBetween(firstMissed, today) >= CELLS) return null;
  // Days compare as text: the later of the run's beginning and tomorrow's room, but never after the missed day.
  const wished = [addDays(day, 1 - earlier.position), addDays(today, 2 - CELLS)].sort()[1] ?? firstMissed;
  return [wished, firstMissed].sort()[0] ?? null;
}
