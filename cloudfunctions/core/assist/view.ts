/** An assistance as its starter, a friend and a stranger see it. */
import type { AssistView, LandingView } from '../../../typings/api/friends';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { giftView } from '../referrals';
import type { Settings } from '../settings';
import type { Assist } from './assist';
import { helperIds, stateAt } from './rules';

type Face = AssistView['starter'];
type Faces = Map<string, Face>;
const NOBODY: Face = { nickname: null, avatar: null };

/** @param askerId member id of whom it is shown to */
export async function assistView(
  env: Environment,
  settings: Settings,
  assist: Assist,
  askerId: string | null,
): Promise<AssistView> {
  const helpers = helperIds(assist);
  const faces = await facesOf(env, [assist.starterId, ...helpers]);
  return {
    ...shown(env, settings, assist, faces),
    own: assist.starterId === askerId,
    helpers: helpers.map((id) => ({ ...(faces.get(id) ?? NOBODY), own: id === askerId })),
  };
}

/** For the landing page: who helps is nobody's business there. Null when there is none. */
export async function landingAssist(env: Environment, settings: Settings, id: string): Promise<LandingView['assist']> {
  const assist = await findById<Assist>(env.store, 'assists', id);
  if (!assist) return null;
  const faces = await facesOf(env, [assist.starterId]);
  return { ...shown(env, settings, assist, faces), helped: assist.count };
}

function shown(
  env: Environment,
  settings: Settings,
  assist: Assist,
  faces: Faces,
): Omit<AssistView, 'helpers' | 'own'> {
  const { _id, name, needed, until, code, reward, starterId } = assist;
  return {
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    id: _id,
    name,
    starter: faces.get(starterId) ?? NOBODY,
    state: stateAt(assist, env.now),
    needed,
    gift: giftView(settings, reward),
    until,
    code,
  };
}

/** Names and pictures, one request for all. Who has closed their account has none; a name not yet checked is shown to nobody else. */
async function facesOf(env: Environment, ids: readonly string[]): Promise<Faces> {
  const found = await env.store.find<Pick<Member, '_id' | 'state' | 'profile'>>('members', {
    where: { _id: { in: ids } },
    limit: ids.length,
    fields: ['state', 'profile'],
  });
  return new Map(
    found
      .filter(({ state }) => state !== 'closed')
      .map(({ _id, profile: { nickname, avatar, unchecked } }) => [
        _id,
        { nickname: unchecked ? null : nickname, avatar },
      ]),
  );
}
