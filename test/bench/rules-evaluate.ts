/** What the rules themselves cost: one event under as many rules as a programme can have. */
import { type EarningEvent, type EarningRule, evaluate, RULES_MAX } from '../../cloudfunctions/core/earning';
import type { DayKey, Fen, Points } from '../../typings/domain';
import { type Figure, median, rounded } from './figure';

const EVENTS = 2_000;
const ROUNDS = 15;

/** Every kind of condition and give in turn; the first is the base that the others work on. */
function rules(): EarningRule[] {
  const conditions: EarningRule['when'][number][] = [
    { code: 'channel', channels: ['mini', 'till'] },
    { code: 'weekday', days: [1, 2, 3] },
    { code: 'monthDay', days: [8, 15] },
    { code: 'minimum', fen: 5_000 },
    { code: 'tier', tiers: ['gold', 'silver'] },
    { code: 'dateRange', from: '2026-11-01' as DayKey, until: '2026-11-30' as DayKey },
    { code: 'birthdayMonth' },
  ];
  const gives: EarningRule['give'][] = [
    { code: 'multiply', factor: 110 },
    { code: 'fixed', points: 5 },
  ];
  return Array.from({ length: RULES_MAX }, (_, i): EarningRule => {
    const named = { code: `rule${i}`, name: `规则${i}`, on: ['order' as const] };
    if (i === 0) return { ...named, when: [], give: { code: 'perAmount', fen: 100, points: 1 } };
    const when = [conditions[i % conditions.length], conditions[(i * 3) % conditions.length]];
    return {
      ...named,
      when: when.filter((each) => each !== undefined),
      give: gives[i % gives.length] ?? { code: 'fixed', points: 5 },
    };
  });
}

function event(n: number): EarningEvent {
  return {
    occasion: 'order',
    day: `2026-11-${String((n % 28) + 1).padStart(2, '0')}` as DayKey,
    channel: n % 2 === 0 ? 'mini' : 'till',
    storeId: 'default',
    tier: { code: 'gold', name: '金卡会员', factor: 150 },
    birthday: null,
    firstOrder: n % 10 === 0,
    amountFen: (1_000 + n * 37) as Fen,
    base: 0 as Points,
  };
}

export const figures: Figure[] = [
  {
    name: 'rules.evaluate.us',
    unit: 'microseconds per event',
    async measure() {
      const earning = { rules: rules(), cap: 500 };
      const events = Array.from({ length: EVENTS }, (_, n) => event(n));
      const each = Array.from({ length: ROUNDS }, () => {
        const begun = performance.now();
        let points = 0;
        for (const one of events) points += evaluate(earning, one).points;
        if (points === 0) throw new Error('these events earn something');
        return ((performance.now() - begun) * 1000) / EVENTS;
      });
      const note = `median of ${ROUNDS} rounds of ${EVENTS} orders under ${RULES_MAX} rules of every kind`;
      return { value: rounded(median(each), 2), note };
    },
  },
];
