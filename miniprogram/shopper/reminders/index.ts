import type { MessageKind } from '../../../typings/api/messages';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { reminding } from '../../stores/reminding';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { reminders } from '../stores/reminders';
import { reminderRows } from '../views/reminders';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => reminders.consents.phase,
      rows: () =>
        membership.home
          ? reminderRows(membership.home.shop, reminding.left, reminders.switches, membership.points, shopperWords())
          : [],
      // Messages as a whole, or all that the shop sends.
      shut: () => reminders.switches.off || reminders.switches.refused.length > 0,
      words: () => {
        const { shut, open, foot, empty, inbox } = shopperWords().reminders;
        return { shut, open, foot, empty, inbox };
      },
      problem: () =>
        reminders.consents.problem
          ? problemView(reminders.consents.problem, membership.points, shopperWords())
          : NO_PROBLEM,
      states: () => shopperWords().states,
      goJoin: () => shopperWords().me.guestAction,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().reminders.title });
      void this.begin();
    },
    onShow() {
      void reminders.look();
    },
    onUnload() {
      reminders.leave();
    },
    async begin() {
      await membership.ensure();
      await reminders.open();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const asked = reminding.want([event.currentTarget.dataset.kind as MessageKind]);
      void asked.then(() => reminders.look());
    },
    returned() {
      void reminders.look();
    },
    retry() {
      void this.begin();
    },
    openInbox() {
      wx.navigateTo({ url: '/shopper/inbox/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
