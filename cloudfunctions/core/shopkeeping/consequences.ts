/** What is out there of a module before it is switched: counted by indexed reads that stop at a limit. */
import type { ConsequencesView, Out } from '../../../typings/api/shop';
import type { ModuleName } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Collection, Match } from '../../platform/store';
import { addDays, dayOf, startOf } from '../calendar';
import { loadSettings } from '../settings';

/** More than so many are said to be more. */
const COUNTED = 999;
/** Rows of one day of the ledger that are looked through for check-ins. */
const ROWS = 1000;

interface Question {
  code: Out['code'];
  collection: Collection;
  where: Match;
}

function questions(module: ModuleName, now: number, today: string): Question[] {
  if (module === 'mall')
    return [
      { code: 'toCollect', collection: 'redemptions', where: { way: 'pickup', state: 'taken' } },
      { code: 'toShip', collection: 'redemptions', where: { way: 'delivery', state: 'taken' } },
      { code: 'unpaid', collection: 'payments', where: { look: { gte: 1 } } },
    ];
  if (module === 'coupons')
    return [{ code: 'couponsOut', collection: 'coupons', where: { state: 'usable', until: { gte: today } } }];
  if (module === 'invite')
    return [
      { code: 'friendsWaiting', collection: 'referrals', where: { look: { gte: 1 } } },
      { code: 'assistsRunning', collection: 'assists', where: { look: { gt: now } } },
      { code: 'inviters', collection: 'inviters', where: {} },
      { code: 'toReview', collection: 'referrals', where: { case: { gte: 1 } } },
    ];
  return [];
}

async function counted(env: Environment, { code, collection, where }: Question): Promise<Out> {
  const found = await env.store.find(collection, { where, limit: COUNTED + 1, fields: ['_id'] });
  return { code, count: Math.min(found.length, COUNTED), more: found.length > COUNTED };
}

/** Members who signed in yesterday: whose run of days stands still while nobody can. */
async function signedYesterday(env: Environment, zone: string): Promise<Out> {
  const today = dayOf(env.now, zone);
  const found = await env.store.find<{ memberId: string; kind: string }>('ledger', {
    where: { at: { from: startOf(addDays(today, -1), zone), before: startOf(today, zone) } },
    order: ['at', 'asc'],
    limit: ROWS,
    fields: ['memberId', 'kind'],
  });
  const members = new Set(found.filter(({ kind }) => kind === 'checkin').map(({ memberId }) => memberId));
  return { code: 'signedYesterday', count: members.size, more: found.length === ROWS };
}

export async function consequences(
  env: Environment,
  { module, on }: { module: ModuleName; on: boolean },
): Promise<ConsequencesView> {
  const { programme } = await loadSettings(env);
  const asked = questions(module, env.now, dayOf(env.now, programme.zone)).map((each) => counted(env, each));
  const signed = module === 'checkin' ? [signedYesterday(env, programme.zone)] : [];
  return { module, on, out: await Promise.all([...signed, ...asked]) };
}
