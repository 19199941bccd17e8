import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { serviceView } from '../views/service';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => membership.phase,
      face: () => (membership.home ? serviceView(membership.home.shop, shopperWords()) : null),
      words: () => {
        const { chatTitle, chatHint, chat, call, hours, press, lost, empty } = shopperWords().service;
        return { chatTitle, chatHint, chat, call, hours, press, lost, empty };
      },
      problem: () =>
        membership.problem ? problemView(membership.problem, membership.points, shopperWords()) : NO_PROBLEM,
      states: () => shopperWords().states,
    }),
  ],
  data: { lost: false },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().service.title });
      void membership.ensure();
    },
    retry() {
      void membership.refresh();
    },
    /** WeCom's: it needs the shop's mini-program to be bound to the company (docs/before-launch.md). */
    chat() {
      const service = membership.home?.shop.service;
      if (service?.kind !== 'wecom') return;
      const { corpId, url } = service;
      wx.openCustomerServiceChat({
        corpId,
        extInfo: { url },
        fail: ({ errMsg }) => {
          console.info('no chat', errMsg);
          if (!/cancel/.test(errMsg)) notice.say(shopperWords().service.failed);
        },
      });
    },
    call() {
      const phone = membership.home?.shop.phone;
      if (phone) wx.makePhoneCall({ phoneNumber: phone, fail: ({ errMsg }) => console.info('no call', errMsg) });
    },
    lose() {
      this.setData({ lost: true });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
