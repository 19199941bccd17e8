/** What friends bring: inviting, and friends' help. There is nothing here to reward sharing with. Pure. */
import {
  ask,
  askWhether,
  type Block,
  block,
  type Known,
  listAt,
  type Piece,
  type Question,
  sectionsOf,
  thingAt,
} from './asking';
import { askGrants } from './grants';

const POINTS_MAX = 100_000;
const BUDGET_MAX = 100_000_000;

const REVIEW = { sameAddress: 3, tenMinutes: 5, risk: 'ask' };
const REFERRAL = {
  campaign: 'friends',
  registered: { points: 20 },
  firstOrder: null,
  friend: { points: 20 },
  perDay: 5,
  inAll: 50,
  budget: null,
  review: REVIEW,
};

export const referralPart = sectionsOf(['referral'], (piece, known) => {
  const { fields, parts } = known.own;
  const there = piece.referral !== null;
  const open = block('referral', parts.referral, [askWhether('referral', fields.open, there, REFERRAL)]);
  if (!there) return [open];
  const referral = piece.referral as Piece;
  const orders = [
    ask('money', 'referral.firstOrder.minimumFen', fields.minimumFen, {
      from: 0,
      to: BUDGET_MAX,
      hint: fields.minimumHint,
    }),
    ask('whole', 'referral.firstOrder.withinDays', fields.within, { from: 1, to: 365, unit: 'days' }),
  ];
  return [
    open,
    rewardBlock('referral.registered', fields.registered, referral.registered, { points: 20 }, known),
    rewardBlock(
      'referral.firstOrder',
      fields.firstOrder,
      referral.firstOrder,
      { points: 20, minimumFen: 0, withinDays: 60 },
      known,
      orders,
    ),
    rewardBlock('referral.friend', fields.friend, referral.friend, { points: 20 }, known),
    limitsBlock(referral, known),
    reviewBlock(known),
  ];
});

function rewardBlock(
  path: string,
  title: string,
  given: unknown,
  begins: Piece,
  known: Known,
  more: readonly Question[] = [],
): Block {
  const there = given !== null && given !== undefined;
  const open = askWhether(path, known.own.fields.open, there, begins);
  return block(path, title, there ? [open, ...rewardQuestions(path, given, known), ...more] : [open]);
}

function rewardQuestions(path: string, given: unknown, known: Known): Question[] {
  return [
    ask('whole', `${path}.points`, known.own.fields.points, { from: 0, to: POINTS_MAX, unit: 'points' }),
    ...askGrants(`${path}.coupons`, listAt(given, 'coupons'), known),
  ];
}

function budgetQuestions(path: string, budget: unknown, { own: { fields } }: Known): Question[] {
  const there = budget !== null && budget !== undefined;
  const limit = ask('whole', path, fields.budget, { from: 1, to: BUDGET_MAX, unit: 'points' });
  return [askWhether(path, fields.budgeted, there, 10_000), ...(there ? [limit] : [])];
}

function limitsBlock(referral: Piece, known: Known): Block {
  const { fields } = known.own;
  return block('limits', fields.limits, [
    ask('whole', 'referral.perDay', fields.friendsPerDay, { from: 1, to: 100, unit: 'people' }),
    ask('whole', 'referral.inAll', fields.inAll, { from: 1, to: 10_000, unit: 'people' }),
    ...budgetQuestions('referral.budget', referral.budget, known),
  ]);
}

function reviewBlock({ own: { fields } }: Known): Block {
  return block('review', fields.review, [
    ask('whole', 'referral.review.sameAddress', fields.sameAddress, { from: 2, to: 100, unit: 'people' }),
    ask('whole', 'referral.review.tenMinutes', fields.tenMinutes, { from: 2, to: 100, unit: 'people' }),
    ask('choice', 'referral.review.risk', fields.risk, {
      options: [
        { value: 'ask', label: fields.riskAsk },
        { value: 'off', label: fields.riskOff },
      ],
    }),
  ]);
}

export const assistPart = sectionsOf(['assist'], (piece, known) => {
  const { fields, parts } = known.own;
  const there = piece.assist !== null;
  const open = block('assist', parts.assist, [askWhether('assist', fields.open, there, assistFrom(known))]);
  if (!there) return [open];
  const assist = piece.assist as Piece;
  return [
    open,
    block('terms', '', [
      ask('line', 'assist.name', fields.assistName, { max: 20 }),
      ask('day', 'assist.firstDay', fields.firstDay, {}),
      ask('day', 'assist.lastDay', fields.lastDay, {}),
      ask('whole', 'assist.helpers', fields.helpers, { from: 1, to: 20, unit: 'people' }),
      ask('whole', 'assist.hours', fields.hours, { from: 1, to: 168, unit: 'hours' }),
    ]),
    block('assist.reward', fields.reward, rewardQuestions('assist.reward', thingAt(assist, 'reward'), known)),
    block('limits', fields.limits, [
      ask('whole', 'assist.perMember', fields.perMember, { from: 1, to: 10, unit: 'times' }),
      ask('whole', 'assist.helpsPerDay', fields.helpsPerDay, { from: 1, to: 20, unit: 'times' }),
      ...budgetQuestions('assist.budget', assist.budget, known),
    ]),
  ];
});

/** A new campaign has counts and a budget of its own: its code is that of the day on which it was thought of. */
function assistFrom({ today, own }: Known): Piece {
  return {
    campaign: `assist${today.replace(/-/g, '')}`,
    name: own.parts.assist,
    helpers: 3,
    hours: 24,
    reward: { points: 50 },
    firstDay: today,
    lastDay: today,
    perMember: 1,
    helpsPerDay: 3,
    budget: null,
  };
}
