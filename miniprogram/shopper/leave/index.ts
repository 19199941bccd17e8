import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { dayText } from '../../views/dates';
import { NO_PROBLEM, problemSentence, problemView } from '../../views/problem';
import { leaving } from '../stores/leaving';
import { leavingView } from '../views/leaving';
import { shopperWords } from '../words/index';

/** 注销账号: the page itself is the confirmation, so it says all before its one button. */
Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => leaving.phase,
      face: () => (leaving.view ? leavingView(leaving.view, membership.points, shopperWords()) : null),
      working: () => leaving.working,
      words: () => {
        const { lost, stays, when, openHint, confirm, working, waitingHint, stay, keep, copy, guest } =
          shopperWords().leaving;
        return { lost, stays, when, openHint, confirm, working, waitingHint, stay, keep, copy, guest };
      },
      goJoin: () => shopperWords().me.guestAction,
      states: () => shopperWords().states,
      problem: () => (leaving.problem ? problemView(leaving.problem, membership.points, shopperWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().leaving.title });
    },
    onShow() {
      void this.begin();
    },
    onUnload() {
      leaving.leave();
    },
    async begin() {
      await Promise.all([membership.ensure(), leaving.open()]);
    },
    retry() {
      void this.begin();
    },
    async confirm() {
      const outcome = await leaving.close();
      if (!outcome) return;
      const words = shopperWords();
      if (!outcome.ok) return notice.say(problemSentence(outcome.problem, membership.points, words));
      const { state, today } = outcome.data;
      if (state.is === 'waiting') notice.say(words.leaving.asked(dayText(state.day, today, words)));
      wx.pageScrollTo({ scrollTop: 0 });
      void membership.refresh();
    },
    async stay() {
      const outcome = await leaving.stay();
      if (!outcome) return;
      const words = shopperWords();
      if (!outcome.ok) return notice.say(problemSentence(outcome.problem, membership.points, words));
      notice.say(words.leaving.stayed);
      void membership.refresh();
    },
    openRow(event: WechatMiniprogram.CustomEvent) {
      const { url } = event.currentTarget.dataset as { url: string };
      if (url) wx.navigateTo({ url });
    },
    openCopy() {
      wx.navigateTo({ url: '/shopper/privacy/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
