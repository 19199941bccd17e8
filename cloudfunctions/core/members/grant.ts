/** The staff give somebody coupons. */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, factUnder, type Posting, printOf } from '../account';
import { dayOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { granterOf, validityOf } from '../templates';
import { tooMany } from './limits';
import { careStamp, subjectOf } from './subject';

type Input = MemberActions['members.grant'][0];

/** What can be given today. */
export async function gifts(env: Environment): Promise<Result<MemberActions['members.gifts'][1]>> {
  const { templates, programme, shop } = await loadSettings(env);
  const today = dayOf(env.now, programme.zone);
  const open = templates.filter((each) => each.state === 'on' && validityOf(each, today) !== null);
  const listed = shop.modules.coupons ? open.map(({ code, name }) => ({ code, name })) : [];
  return accept({ now: env.now, today, templates: listed });
}

/**
 * Refuses with MODULE_OFF, MEMBER_NOT_FOUND, COUPON_OFF, CLOSED, TOO_MANY, KEY_REUSED; with BUSY when the same key is to
 * be sent again.
 */
export async function grant(
  env: Environment,
  staff: Staff,
  input: Input,
  key: string,
): Promise<Result<MemberActions['members.grant'][1]>> {
  const settings = await loadSettings(env);
  if (!settings.shop.modules.coupons) return refuse('MODULE_OFF');
  const subject = await subjectOf(env, settings, input.id);
  if (!subject.ok) return subject;
  const today = dayOf(env.now, settings.programme.zone);
  const command = granting(env, settings, `grant:${actIdOf(staff._id, key)}`, input);
  if (!(await factUnder(env.store, subject.data, command.key))) {
    const refused = await tooMany(env, staff, today);
    if (refused) return refused;
  }
  const executed = await execute(env, subject.data, command, careStamp(env, settings));
  if (!executed.ok) return executed;
  const { name, count } = executed.data.fact.result as { name: string; count: number };
  return accept({ now: env.now, today, name, count });
}

function granting(env: Environment, { templates }: Settings, key: string, input: Input): Command {
  const print = printOf('members.grant', input);
  const { template, count, reason } = input;
  return {
    key,
    print,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member, day): Result<Posting> => {
      const to = { memberId: member._id, key, day, source: 'staff' as const, result: 0 };
      const { births, because, coupons } = granterOf(templates, env.now)([{ template, count }], to);
      const [first] = coupons;
      if (!first) return refuse('COUPON_OFF', { field: 'template' });
      const result = { name: first.name, count: coupons.length, reason };
      const draft = { key, kind: 'adjust' as const, ref: null, moves: [], because, print, result, births };
      return accept({ change: {}, drafts: [draft] });
    },
  };
}
