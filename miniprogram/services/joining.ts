import { invitation } from '../stores/invitation';
import { membership } from '../stores/membership';
import { notice } from '../stores/notice';
import { settings } from '../stores/settings';
import { problemSentence } from '../views/problem';
import type { Outcome } from './cloud';

function askWithout(): Promise<boolean> {
  const { wrongCode, unknown, without, cancel } = settings.words.join;
  return new Promise((resolve) => {
    wx.showModal({
      title: wrongCode,
      content: unknown,
      confirmText: without,
      cancelText: cancel,
      success: ({ confirm }) => resolve(confirm),
      fail: () => resolve(false),
    });
  });
}

/** One tap on 入会, wherever it stands: with the invitation that is remembered, and without it when its code is wrong. */
export async function joinShop(): Promise<Outcome<'member.join'> | null> {
  const outcome = await membership.join();
  if (!outcome) return null;
  if (!outcome.ok && outcome.problem.code === 'INVITE_UNKNOWN') {
    if (!(await askWithout())) return outcome;
    invitation.forget();
    return joinShop();
  }
  const { words } = settings;
  if (outcome.ok) {
    notice.say(words.join.welcome(outcome.data.shop.name));
    return outcome;
  }
  if (outcome.problem.code === 'CONSENT_OUTDATED') await membership.refresh();
  notice.say(problemSentence(outcome.problem, membership.points, words));
  return outcome;
}
