import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ConsentsView, MessageKind } from '../../typings/api/messages';
import { call } from '../services/cloud';
import { wantConsents } from '../services/consents';
import { problemSentence } from '../views/problem';
import { membership } from './membership';
import { notice } from './notice';
import { settings } from './settings';

const PAGE = '/shopper/reminders/index';

/** Who has switched the messages off in WeChat finds the switch by this. Resolves when they are back, or do not want to go. */
function offerSettings(): Promise<void> {
  const { off, offText, open, later } = settings.words.remind;
  return new Promise((resolve) => {
    const lead = () =>
      // Where WeChat wants a tap of its own, the page has a button for it.
      wx.openSetting({ withSubscriptions: true, fail: () => wx.navigateTo({ url: PAGE }), complete: () => resolve() });
    wx.showModal({
      title: off,
      content: offText,
      confirmText: open,
      cancelText: later,
      success: ({ confirm }) => (confirm ? lead() : resolve()),
      fail: () => resolve(),
    });
  });
}

/** What somebody has asked to be told, by pressing 提醒我 beside it. */
class Reminding {
  /** Messages that may still be sent, as far as this visit has heard. */
  left: ConsentsView['left'] = {};
  private asking = false;

  constructor() {
    makeAutoObservable<Reminding, 'asking'>(this, { asking: false });
  }

  heard(left: ConsentsView['left']): void {
    this.left = left;
  }

  /** Nothing may wait before it: the sheet opens inside the tap alone. */
  async want(kinds: readonly MessageKind[]): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const { answers, off } = await wantConsents(kinds);
    const { words } = settings;
    if (!answers.some(({ answer }) => answer === 'accept')) {
      this.asking = false;
      if (off) await offerSettings();
      else notice.say(words.remind.no);
      return;
    }
    const outcome = await call('messages.consent', { answers });
    runInAction(() => {
      this.asking = false;
      if (outcome.ok) this.left = outcome.data.left;
    });
    notice.say(outcome.ok ? words.remind.done : problemSentence(outcome.problem, membership.points, words));
  }
}

export const reminding = new Reminding();
