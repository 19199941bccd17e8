/** The daily check-in: points by the day of the run, gifts of long runs, make-up cards. Pure. */
import { ask, askWhether, type Block, block, type Known, listAt, type Piece, sectionsOf, withoutAt } from './asking';
import { askGrants } from './grants';

const STEPS_MAX = 31;
const MILESTONES_MAX = 12;
const WEEK = 7;

export const checkInPart = sectionsOf(['checkIn'], (piece, known) => {
  const { fields } = known.own;
  const checkIn = piece.checkIn as Piece;
  return [
    ...stepBlocks(listAt(checkIn, 'steps'), known),
    ...milestoneBlocks(listAt(checkIn, 'milestones'), known),
    block('makeUp', fields.makeUp, [
      ask('whole', 'checkIn.makeUp.perMonth', fields.perMonth, {
        from: 0,
        to: 31,
        unit: '',
        hint: fields.perMonthHint,
      }),
      ask('whole', 'checkIn.makeUp.windowDays', fields.windowDays, { from: 1, to: 30, unit: 'days' }),
    ]),
  ];
});

function stepBlocks(steps: readonly Piece[], { own: { fields, parts } }: Known): Block[] {
  const path = 'checkIn.steps';
  const cards = steps.map((step, place) => {
    const day = ask('whole', `${path}.${place}.from`, fields.stepFrom, { from: 1, to: 366, unit: '' });
    const points = ask('whole', `${path}.${place}.points`, fields.stepPoints, { from: 0, to: 100_000, unit: 'points' });
    const title = place === 0 ? parts.checkIn : fields.step(String(step.from ?? ''));
    // The first one begins on the first day, whatever else there is.
    return place === 0
      ? block(`${path}.0`, title, [points])
      : block(`${path}.${place}`, title, [day, points], { remove: [path, withoutAt(steps, place)] });
  });
  const last = steps[steps.length - 1];
  const next = { from: Number(last?.from ?? 0) + 1, points: Number(last?.points ?? 0) };
  const ways = steps.length < STEPS_MAX ? [{ label: fields.addStep, change: [path, [...steps, next]] as const }] : [];
  return ways.length > 0 ? [...cards, block('steps', '', [], { add: { label: fields.addStep, ways } })] : cards;
}

function milestoneBlocks(milestones: readonly Piece[], known: Known): Block[] {
  const { fields } = known.own;
  const path = 'checkIn.milestones';
  const cards = milestones.map((milestone, place) =>
    block(
      `${path}.${place}`,
      fields.milestone(String(milestone.streak ?? '')),
      milestoneQuestions(`${path}.${place}`, milestone, known),
      { remove: [path, withoutAt(milestones, place)] },
    ),
  );
  if (milestones.length >= MILESTONES_MAX) return cards;
  const streak = Math.max(0, ...milestones.map((each) => Number(each.streak) || 0)) + WEEK;
  const next = { streak, every: true, points: 20, factor: 100, right: null };
  const ways = [{ label: fields.addMilestone, change: [path, [...milestones, next]] as const }];
  return [...cards, block('milestones', '', [], { add: { label: fields.addMilestone, ways } })];
}

function milestoneQuestions(path: string, milestone: Piece, known: Known) {
  const { fields } = known.own;
  const right = milestone.right !== null && milestone.right !== undefined;
  const code = `streak${String(milestone.streak ?? '')}`;
  return [
    ask('whole', `${path}.streak`, fields.streak, { from: 2, to: 366, unit: 'days' }),
    ask('switch', `${path}.every`, fields.every, { hint: fields.everyHint }),
    ask('whole', `${path}.points`, fields.extraPoints, { from: 0, to: 100_000, unit: 'points' }),
    ask('factor', `${path}.factor`, fields.dayFactor, { from: 100, to: 1000 }),
    askWhether(`${path}.right`, fields.right, right, { code, name: '' }, fields.rightHint),
    ...(right ? [ask('line', `${path}.right.name`, fields.rightName, { max: 20 })] : []),
    ...askGrants(`${path}.coupons`, listAt(milestone, 'coupons'), known),
  ];
}
