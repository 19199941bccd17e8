import type { LandingView } from '../../../typings/api/friends';
import { bound } from '../../services/binding';
import { inSinglePage } from '../../services/entry';
import { device } from '../../stores/device';
import { invitation } from '../../stores/invitation';
import { look, styleOf } from '../../stores/look';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { problemView } from '../../views/problem';
import { pointsIn } from '../../words/index';
import { landing } from '../stores/landing';
import { type LandingFace, landingFace } from '../views/landing';
import { shopperWords } from '../words/index';

function pointsOf({ shop }: LandingView) {
  return pointsIn(settings.words, shop.points);
}

function face(): LandingFace | null {
  const { view, code, joined } = landing;
  if (!view) return null;
  const { member } = membership;
  const own = code !== '' && code === invitation.ownCode(member?.number);
  const visitor = { code, member: member !== null, own, joined, single: inSinglePage() };
  return landingFace(view, visitor, pointsOf(view), shopperWords());
}

function problem() {
  const found = landing.problem;
  if (!found) return { code: '', title: '', undone: '', retry: '' };
  const words = shopperWords();
  const view = problemView(found, membership.points, words);
  return found.code === 'TOO_FAST' ? { ...view, title: words.landing.tooFast } : view;
}

/** What a page shows whom somebody has sent: also in Moments, where only the public function answers. */
export const arrived = bound({
  landingPhase: () => landing.phase,
  landing: face,
  landingProblem: problem,
  /** Before the home view is known, and in Moments always, the shop's colours come with the invitation. */
  landingStyle: () => look.style || styleOf(landing.view?.shop.colours[device.theme] ?? {}),
});
