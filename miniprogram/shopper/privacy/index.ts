import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { openFile, sendFile } from '../services/own-file';
import { copying } from '../stores/copying';
import { Fetched } from '../stores/fetched';
import { copyingView } from '../views/copying';
import { keepingView } from '../views/keeping';
import { shopperWords } from '../words/index';

const kept = new Fetched('account.kept');

/** 你的信息: what the shop keeps, why and how long; one's own data to take along; and the way out. */
Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => kept.phase,
      face: () => (kept.view ? keepingView(kept.view, shopperWords()) : null),
      lead: () => shopperWords().keeping.lead(membership.home?.shop.name ?? ''),
      member: () => membership.home?.member != null,
      copy: () => copyingView(copying.state, membership.points, shopperWords()),
      words: () => {
        const { keeping, copying: own } = shopperWords();
        const { permissions, policy, leave, copy } = keeping;
        return { permissions, policy, leave, copy, open: own.open, send: own.send };
      },
      states: () => shopperWords().states,
      problem: () => (kept.problem ? problemView(kept.problem, membership.points, shopperWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().keeping.title });
      void this.begin();
    },
    onUnload() {
      kept.leave();
      copying.leave();
    },
    async begin() {
      await Promise.all([membership.ensure(), kept.open()]);
    },
    retry() {
      void this.begin();
    },
    turn() {
      if (copying.state.is === 'running') copying.stop();
      else void copying.start({ points: membership.points, words: shopperWords() });
    },
    async openFile() {
      if ((await openFile()) === 'failed') notice.say(shopperWords().copying.openFailed);
    },
    async sendFile() {
      const { state } = copying;
      if (state.is !== 'ready') return;
      const { file, sendFailed } = shopperWords().copying;
      const name = file(membership.home?.shop.name ?? '', state.day);
      if ((await sendFile(name)) === 'failed') notice.say(sendFailed);
    },
    openPolicy() {
      wx.navigateTo({ url: '/shopper/text/index?which=privacy' });
    },
    openLeave() {
      wx.navigateTo({ url: '/shopper/leave/index' });
    },
  },
});
