/** The outline of a draft: whether forms can draw it, however wrong its numbers and words are. Pure. */
import * as v from 'valibot';
import type { ProgrammeDraft } from '../../../typings/api/programme';
import type { Programme } from './programme';

const thing = v.record(v.string(), v.unknown());
const things = v.array(thing);
const nothingOr = <Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(v.nullable(schema));
const reward = v.looseObject({ coupons: v.exactOptional(things) });

const parts = {
  validity: thing,
  waiting: thing,
  refund: thing,
  checkIn: v.looseObject({
    steps: things,
    milestones: v.array(v.looseObject({ right: nothingOr(thing), coupons: v.exactOptional(things) })),
    makeUp: thing,
  }),
  earning: v.looseObject({ rules: v.array(v.looseObject({ on: v.array(v.string()), when: things, give: thing })) }),
  growth: thing,
  deduction: nothingOr(thing),
  referral: nothingOr(
    v.looseObject({
      registered: v.nullable(reward),
      firstOrder: v.nullable(reward),
      friend: v.nullable(reward),
      review: thing,
    }),
  ),
  assist: nothingOr(v.looseObject({ reward })),
  visits: nothingOr(thing),
  birthday: thing,
  tiers: v.looseObject({
    list: v.array(v.looseObject({ rights: things, giftCoupons: v.exactOptional(things) })),
  }),
};
const outline = v.looseObject(parts);

/** Path of the first thing that no form could draw; null when all of it can be. */
export function undrawable(draft: unknown): string | null {
  const parsed = v.safeParse(outline, draft);
  return parsed.success ? null : (v.getDotPath(parsed.issues[0]) ?? 'draft');
}

/** What is in force, as it is edited. */
export function draftFrom({ shape: _shape, version: _version, ...rules }: Programme): ProgrammeDraft {
  return rules;
}

/** A draft that a command line has left may be anything: a part that no form can draw is shown as it is in force. */
export function drawable(draft: unknown, current: Programme): ProgrammeDraft {
  if (typeof draft !== 'object' || draft === null) return draftFrom(current);
  const given = draft as Record<string, unknown>;
  const drawn = Object.entries(parts).filter(([name, schema]) => v.is(schema as v.GenericSchema, given[name]));
  const shown = Object.fromEntries(drawn.filter(([name]) => name in given).map(([name]) => [name, given[name]]));
  const absent = ['deduction', 'referral', 'assist', 'visits'].filter((name) => !(name in given));
  const base: Record<string, unknown> = { ...draftFrom(current) };
  for (const name of absent) delete base[name];
  // Each part has just been found to have the outline of its own.
  return { ...base, ...shown } as unknown as ProgrammeDraft;
}
