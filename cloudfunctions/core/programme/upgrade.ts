/** Stored programmes of earlier shapes, as today's schema wants them. Pure. */
import * as v from 'valibot';

/** As far as shape 1 is looked at; what else it holds is taken over and checked by today's schema. */
const firstShape = v.looseObject({
  version: v.number(),
  zone: v.string(),
  validity: v.unknown(),
  joining: v.object({ points: v.number() }),
  checkIn: v.looseObject({ milestones: v.array(v.looseObject({})) }),
  tiers: v.array(v.looseObject({})),
});

/** Shape 1 had one tier in use, points for joining and for check-ins, and nothing was bought yet. Throws on anything else. */
export function upgraded(stored: object): object {
  if ((stored as { shape?: unknown }).shape !== 1) return stored;
  const { version, zone, validity, joining, checkIn, tiers } = v.parse(firstShape, stored);
  const welcome = {
    code: 'welcome',
    name: '入会礼',
    on: ['join'],
    when: [],
    give: { code: 'fixed', points: joining.points },
  };
  return {
    shape: 2,
    version,
    zone,
    validity,
    waiting: { days: 0, from: 'paid', completeAfterDays: 0 },
    refund: { shortfall: 'waive' },
    checkIn: { ...checkIn, milestones: checkIn.milestones.map((each) => ({ factor: 100, ...each })) },
    earning: { rules: joining.points > 0 ? [welcome] : [], cap: 100 },
    growth: { perFen: null, checkIn: 0, join: 0 },
    birthday: { minimumDays: 0, on: 'day' },
    // Only the first tier was ever held, and its right was the check-in.
    tiers: {
      list: tiers.slice(0, 1).map((tier) => ({
        ...tier,
        icon: null,
        from: 0,
        keep: 0,
        gift: 0,
        rights: [{ code: 'checkIn', factor: 100 }],
      })),
      validityMonths: null,
      graceDays: 0,
      warningDays: 30,
    },
  };
}
