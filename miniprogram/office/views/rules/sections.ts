/** The parts of the rules that consist of a few numbers. Pure. */
import { ask, askWhether, block, type Known, type PartForm, type Piece, sectionsOf, thingAt } from './asking';

const MONTHS = Array.from({ length: 12 }, (_, place) => place + 1);

export const pointsPart = sectionsOf(['validity', 'waiting', 'refund'], (piece, { own }) => {
  const { fields, parts } = own;
  const validity = thingAt(piece, 'validity');
  const waiting = thingAt(piece, 'waiting');
  const kind = ask(
    'choice',
    'validity',
    fields.validityKind,
    {
      options: [
        { value: 'rolling', label: fields.rolling },
        { value: 'fixed', label: fields.fixed },
      ],
    },
    { value: validity.kind, change: (chosen) => ['validity', validityOf(validity, chosen)] },
  );
  const ends =
    validity.kind === 'fixed'
      ? [
          ask('choice', 'validity.month', fields.month, {
            options: MONTHS.map((month) => ({ value: month, label: fields.monthOf(String(month)) })),
          }),
          ask('whole', 'validity.years', fields.years, { from: 0, to: 4, unit: '', hint: fields.yearsHint }),
        ]
      : [ask('whole', 'validity.months', fields.months, { from: 1, to: 60, unit: 'months', hint: fields.monthsHint })];
  const waits = Number(waiting.days) > 0;
  const from = ask('choice', 'waiting.from', fields.waitingFrom, {
    options: [
      { value: 'paid', label: fields.paid },
      { value: 'completed', label: fields.completed },
    ],
  });
  const completed = ask('whole', 'waiting.completeAfterDays', fields.completeAfter, { from: 0, to: 60, unit: 'days' });
  return [
    block('validity', parts.points, [kind, ...ends]),
    block('waiting', '', [
      ask('whole', 'waiting.days', fields.waitingDays, { from: 0, to: 60, unit: 'days', hint: fields.waitingDaysHint }),
      ...(waits ? [from] : []),
      ...(waits && waiting.from === 'completed' ? [completed] : []),
      ask('choice', 'refund.shortfall', fields.shortfall, {
        options: [
          { value: 'waive', label: fields.waive },
          { value: 'debt', label: fields.debt },
        ],
      }),
    ]),
  ];
});

function validityOf(now: Piece, kind: unknown): Piece {
  if (kind === now.kind) return now;
  return kind === 'fixed' ? { kind: 'fixed', month: 12, years: 1 } : { kind: 'rolling', months: 12 };
}

export const growthPart = sectionsOf(['growth'], (piece, { own: { fields, parts } }) => {
  const there = thingAt(piece, 'growth').perFen !== null;
  return [
    block('growth', parts.growth, [
      askWhether('growth.perFen', fields.growthOrder, there, 100),
      ...(there ? [ask('money', 'growth.perFen', fields.perFen, { from: 1, to: 1_000_000 })] : []),
      ask('whole', 'growth.checkIn', fields.growthCheckIn, { from: 0, to: 10_000, unit: 'growth' }),
      ask('whole', 'growth.join', fields.growthJoin, { from: 0, to: 100_000, unit: 'growth' }),
    ]),
  ];
});

export const deductionPart = sectionsOf(['deduction'], (piece, { own: { fields, parts } }) => {
  const there = piece.deduction !== null;
  const begins = { points: 100, fen: 100, minimumFen: 0, maxRate: 50 };
  return [
    block('deduction', parts.deduction, [
      askWhether('deduction', fields.open, there, begins),
      ...(there
        ? [
            ask('whole', 'deduction.points', fields.deductPoints, { from: 1, to: 1_000_000, unit: 'points' }),
            ask('money', 'deduction.fen', fields.deductFen, { from: 1, to: 1_000_000 }),
            ask('money', 'deduction.minimumFen', fields.minimumFen, {
              from: 0,
              to: 100_000_000,
              hint: fields.minimumHint,
            }),
            ask('whole', 'deduction.maxRate', fields.maxRate, { from: 1, to: 100, unit: '' }),
          ]
        : []),
    ]),
  ];
});

export const birthdayPart = sectionsOf(['birthday'], (_piece, { own: { fields, parts } }) => [
  block('birthday', parts.birthday, [
    ask('choice', 'birthday.on', fields.birthdayOn, {
      options: [
        { value: 'day', label: fields.onDay },
        { value: 'month', label: fields.onMonth },
      ],
    }),
    ask('whole', 'birthday.minimumDays', fields.minimumDays, { from: 0, to: 366, unit: 'days' }),
  ]),
]);

export const visitsPart = sectionsOf(['visits'], (piece, { own: { fields, parts } }) => {
  const there = piece.visits !== null;
  return [
    block('visits', parts.visits, [
      askWhether('visits', fields.open, there, { perDay: 1 }),
      ...(there ? [ask('whole', 'visits.perDay', fields.perDay, { from: 1, to: 10, unit: '' })] : []),
    ]),
  ];
});

/** The cap stands beside the rules that it holds down. */
export const capPart: PartForm = {
  pick: ({ earning }) => ({ cap: earning.cap }),
  put: (draft, _code, { cap }) => ({ ...draft, earning: { ...draft.earning, cap: cap as number } }),
  at: () => 'earning',
  blocks: (_piece, { own: { fields, parts } }: Known) => [
    block('cap', parts.cap, [ask('factor', 'cap', fields.cap, { from: 100, to: 1000, hint: fields.capHint })]),
  ],
};

/** How long tiers hold, without the tiers. */
export const ladderPart: PartForm = {
  pick: ({ tiers: { validityMonths, graceDays, warningDays } }) => ({ validityMonths, graceDays, warningDays }),
  put: (draft, _code, piece) => ({ ...draft, tiers: { ...draft.tiers, ...piece } }),
  at: () => 'tiers',
  blocks: (piece, { own: { fields, parts } }: Known) => {
    const forever = piece.validityMonths === null;
    const name = 'validityMonths';
    return [
      block('ladder', parts.ladder, [
        ask(
          'switch',
          `${name}?`,
          fields.forever,
          {},
          { value: forever, change: (on) => [name, on === true ? null : 12] },
        ),
        ...(forever ? [] : [ask('whole', name, fields.tierMonths, { from: 1, to: 60, unit: 'months' })]),
        ask('whole', 'graceDays', fields.grace, { from: 0, to: 90, unit: 'days' }),
        ask('whole', 'warningDays', fields.warning, { from: 1, to: 90, unit: 'days' }),
      ]),
    ];
  },
};
