import { bound } from '../../services/binding';
import { lightTap } from '../../services/haptics';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemSentence, problemView } from '../../views/problem';
import { brighten, restore } from '../code/screen';
import { redemption } from '../stores/redemption';
import { cancelQuestion, redemptionView } from '../views/redemption';
import type { Said } from '../views/reward';
import { shopperWords } from '../words/index';

const said = (): Said => ({ points: membership.points, words: settings.words, own: shopperWords() });

function gateWords(): Record<string, string> {
  const { gate } = settings.words;
  return { ...gate, text: shopperWords().redemption.gate(membership.home?.shop.name ?? '') };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => redemption.phase,
      face: () => (redemption.view ? redemptionView(redemption.view, said()) : null),
      /** Held out to a scanner: then the screen is bright. */
      held: () => Boolean(redemption.view?.redemption.code),
      stamped: () => redemption.stamped,
      offline: () => !device.online,
      words: () => shopperWords().redemption,
      question: () => (redemption.asking && redemption.view ? cancelQuestion(redemption.view, said()) : null),
      cancelling: () => redemption.cancelling,
      problem: () =>
        redemption.problem ? problemView(redemption.problem, membership.points, shopperWords()) : NO_PROBLEM,
      states: () => settings.words.states,
      gate: gateWords,
    }),
  ],
  data: { id: '', seen: false },
  observers: {
    'held, seen'(held: boolean, seen: boolean) {
      if (held && seen) brighten();
      else restore();
    },
    stamped(stamped: boolean) {
      if (stamped) lightTap();
    },
  },
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      wx.setNavigationBarTitle({ title: shopperWords().redemption.title });
      this.setData({ id });
    },
    onShow() {
      this.setData({ seen: true });
      void this.begin();
    },
    onHide() {
      this.setData({ seen: false });
      redemption.hide();
    },
    onUnload() {
      restore();
      redemption.leave();
    },
    async begin() {
      await Promise.all([membership.ensure(), redemption.open(this.data.id)]);
    },
    retry() {
      void this.begin();
    },
    ask() {
      redemption.askToCancel();
    },
    unask() {
      redemption.keep();
    },
    async cancel() {
      const done = await redemption.cancel();
      const { problem, view } = redemption;
      const { cancelled, refund } = shopperWords().redemption;
      // Money is longer on its way than points.
      if (done) notice.say(view?.redemption.refund === 'underway' ? refund.underway : cancelled);
      else if (problem) notice.say(problemSentence(problem, membership.points, shopperWords()));
      // What was refused has usually happened otherwise meanwhile.
      if (!done) void redemption.open(this.data.id);
    },
    copy() {
      const { copied, copyFailed } = shopperWords().redemption;
      wx.setClipboardData({
        data: redemption.view?.redemption.shipping?.number ?? '',
        // WeChat says itself that it is done, but not to a screen reader.
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    goWallet() {
      openPage('/pages/wallet/index');
    },
    goList() {
      wx.redirectTo({ url: '/shopper/redemptions/index' });
    },
  },
});
