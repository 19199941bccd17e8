import { type Arrival, arrivalOf } from '../../services/arrival';
import { bound } from '../../services/binding';
import { entryScene, inSinglePage } from '../../services/entry';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { arrived } from '../services/arrived';
import { canFollow } from '../services/scanned';
import { invitationCard, invitationPicture, invitationPost, preparePost } from '../services/sharing';
import { landing } from '../stores/landing';
import { shopperWords } from '../words/index';

const WAYS = { home: '/pages/home/index', invite: '/shopper/invite/index' };

Component({
  behaviors: [
    pageRoot,
    arrived,
    bound({
      words: () => shopperWords().landing,
      join: () => shopperWords().join,
      states: () => shopperWords().states,
      joining: () => membership.joining,
      typed: () => landing.typed,
      wrong: () => landing.wrong,
      follow: canFollow,
    }),
  ],
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      // In Moments there is nobody to ask the member's function for.
      if (!inSinglePage()) {
        wx.setNavigationBarTitle({ title: shopperWords().landing.title });
        void membership.ensure();
      }
      void this.begin(arrivalOf(query, entryScene()));
    },
    async begin(arrival: Arrival) {
      await landing.begin(arrival);
      if (!inSinglePage()) await preparePost(invitationPicture());
    },
    onUnload() {
      landing.leave();
    },
    retry() {
      void landing.open();
      if (!inSinglePage()) void membership.ensure();
    },
    type(event: WechatMiniprogram.Input) {
      landing.type(event.detail.value);
    },
    use() {
      landing.use();
    },
    act() {
      const way = (this.data as { landing: { way: string } | null }).landing?.way;
      if (way === 'join') void this.joinNow();
      else if (way === 'assist') wx.redirectTo({ url: `/shopper/assist/index?id=${landing.assist}` });
      else if (way === 'invite') wx.redirectTo({ url: WAYS.invite });
      else openPage(WAYS.home);
    },
    async joinNow() {
      await membership.ensure();
      await landing.join();
    },
    readTerms() {
      wx.navigateTo({ url: '/shopper/text/index?which=terms' });
    },
    readPrivacy() {
      wx.navigateTo({ url: '/shopper/text/index?which=privacy' });
    },
    onShareAppMessage() {
      return invitationCard(landing.code, landing.assist);
    },
    onShareTimeline() {
      return invitationPost(landing.code, landing.assist);
    },
  },
});
