/** What somebody has to look at before it is paid: friends' rewards and friends' help, one list. */
import * as v from 'valibot';
import type { CasesView, CaseView } from '../../typings/api/staff';
import { assistCases, decideAssist } from '../core/assist';
import { dayOf } from '../core/calendar';
import { counterMember, cursorAfter, placeOf } from '../core/counter';
import { decideReferral, referralCases } from '../core/referrals';
import { loadSettings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { accept, type Result, refuse } from '../platform/refusal';
import { command, question } from './duty';

const PAGE = 20;

const paging = v.strictObject({ cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))) });
const deciding = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/)),
  what: v.picklist(['registered', 'firstOrder', 'assist']),
  pay: v.boolean(),
});

export const caseActions = {
  'referrals.cases': question('referrals.cases', paging, (env, _staff, { cursor }) => cases(env, cursor)),
  // A case is decided once, whoever decides it and how often it is tapped.
  'referrals.decide': command(
    'referrals.decide',
    deciding,
    async (env, { _id: by }, { id, what, pay }) => {
      const settings = await loadSettings(env);
      const decided =
        what === 'assist'
          ? await decideAssist(env, settings, { id, pay, by })
          : await decideReferral(env, settings, { id, what, pay, by });
      return decided.ok ? cases(env) : decided;
    },
    ({ id, what, pay }) => ({ subject: id, name: '', facts: { what, pay: pay ? 1 : 0 } }),
  ),
};

/** What has waited longest first. */
async function cases(env: Environment, cursor?: string): Promise<Result<CasesView>> {
  const after = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const settings = await loadSettings(env);
  // One more than shown of each: it says whether there is another page.
  const [referrals, assists] = await Promise.all([
    referralCases(env, settings, after, PAGE + 1),
    assistCases(env, settings, after, PAGE + 1),
  ]);
  const today = dayOf(env.now, settings.programme.zone);
  const friends = referrals.map((each) => ({ ...each, inviter: counterMember(each.inviter, settings, today) }));
  const all: CaseView[] = [...friends, ...assists].sort(
    (a, b) => a.at - b.at || Number(a.id > b.id) - Number(a.id < b.id),
  );
  const page = all.filter((each, place) => place < PAGE || isSameReferral(each, all[PAGE - 1]));
  const last = page.at(-1);
  return accept({
    now: env.now,
    today,
    cases: page,
    nextCursor: all.length > page.length && last ? cursorAfter(last) : null,
  });
}

/** Both rewards of one friend stand together: no page ends between them. */
function isSameReferral(one: CaseView, other: CaseView | undefined): boolean {
  return one.id === other?.id && one.at === other.at;
}
