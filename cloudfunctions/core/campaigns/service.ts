/** The month as the staff plan it: what is in force, and what a draft would bring. Three requests, whatever the month holds. */
import * as v from 'valibot';
import type { CalendarView } from '../../../typings/api/programme';
import type { MonthKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Result } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { draftOf, type Programme, programmeSchema, readProgramme } from '../programme';
import type { Reward } from '../rewards';
import { readSettings } from '../settings';
import { monthOfCampaigns, type Running } from './month';

/** A shop with more rewards than these is told that not all of them were looked at. */
const REWARDS_MAX = 200;

export async function calendarOf(env: Environment, { month }: { month: MonthKey }): Promise<Result<CalendarView>> {
  const [settings, document, rewards] = await Promise.all([
    readSettings(env.store),
    readProgramme(env),
    env.store.find<Reward>('rewards', {
      where: { state: 'on', rank: { gte: 0 } },
      order: ['rank', 'asc'],
      limit: REWARDS_MAX + 1,
      fields: ['name', 'discounts', 'window'],
    }),
  ]);
  const { current } = document;
  const running: Running = {
    zone: current.zone,
    ...planned(current, draftOf(document)),
    templates: settings.templates,
    rewards: rewards.slice(0, REWARDS_MAX),
  };
  return accept({
    month,
    today: dayOf(env.now, current.zone),
    days: monthOfCampaigns(month, running),
    more: rewards.length > REWARDS_MAX,
  });
}

const assistSchema = programmeSchema.entries.assist;
const ruleSchema = programmeSchema.entries.earning.entries.rules.pipe[0].item;

/** What is in force; then what the draft has that is not, as far as it is already right. */
function planned(current: Programme, draft: unknown): Pick<Running, 'rules' | 'assists'> {
  const { earning, assist } = asked(draft);
  const known = new Set(current.earning.rules.map((rule) => canonical(rule)));
  const added = earning.filter((rule) => !known.has(canonical(rule)));
  const terms = v.safeParse(assistSchema, assist ?? null);
  const next = terms.success && terms.output && canonical(terms.output) !== canonical(current.assist ?? null);
  return {
    rules: [
      ...current.earning.rules.map((rule) => ({ rule, draft: false })),
      ...added.map((rule) => ({ rule, draft: true })),
    ],
    assists: [
      ...(current.assist ? [{ terms: current.assist, draft: false }] : []),
      ...(next && terms.output ? [{ terms: terms.output, draft: true }] : []),
    ],
  };
}

function asked(draft: unknown): { earning: Programme['earning']['rules']; assist: unknown } {
  const loose = v.safeParse(
    v.looseObject({ earning: v.looseObject({ rules: v.array(v.unknown()) }), assist: v.optional(v.unknown()) }),
    draft,
  );
  if (!loose.success) return { earning: [], assist: null };
  const rules = loose.output.earning.rules.flatMap((rule) => {
    const parsed = v.safeParse(ruleSchema, rule);
    return parsed.success ? [parsed.output] : [];
  });
  return { earning: rules, assist: loose.output.assist ?? null };
}
