import { arrivalOf } from '../../services/arrival';
import { bound } from '../../services/binding';
import { entryScene, inSinglePage } from '../../services/entry';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { invitation } from '../../stores/invitation';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { arrived } from '../services/arrived';
import { invitationCard, invitationPost, type Offered, preparePost } from '../services/sharing';
import { invite } from '../stores/invite';
import { landing } from '../stores/landing';
import { friendRow, inviteFace } from '../views/invite';
import { invitationQuery } from '../views/sharing';
import { shopperWords } from '../words/index';

const { list } = invite;

const setting = () => ({ today: list.today, points: membership.points, words: shopperWords() });

function footView() {
  const { more, moreFailed, end } = shopperWords().invitePage;
  return { state: list.foot, text: { more: '', loading: more, failed: moreFailed, end }[list.foot] };
}

function offered(): Offered | null {
  const shop = membership.home?.shop;
  return shop && invite.view ? { shop, friend: invite.view.terms.friend } : null;
}

Component({
  behaviors: [
    pageRoot,
    arrived,
    bound({
      phase: () => list.phase,
      page: () => (invite.view ? inviteFace(invite.view, setting()) : null),
      friends: () => list.items.map((friend) => friendRow(friend, setting())),
      foot: footView,
      words: () => shopperWords().invitePage,
      problem: () => (list.problem ? problemView(list.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
      goJoin: () => settings.words.me.guestAction,
      gate: () => ({
        ...settings.words.gate,
        text: shopperWords().invitePage.gate(membership.home?.shop.name ?? ''),
      }),
    }),
  ],
  data: { single: false },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      const arrival = arrivalOf(query, entryScene());
      if (inSinglePage()) {
        // A post opens the page it was sent from, where only the public function answers.
        this.setData({ single: true });
        void landing.begin(arrival);
        return;
      }
      wx.setNavigationBarTitle({ title: shopperWords().invitePage.title });
      const own = invitation.ownCode(membership.member?.number);
      if (arrival.code && arrival.code !== own) {
        wx.redirectTo({ url: `/shopper/landing/index?${invitationQuery(arrival.code, arrival.assist, arrival.by)}` });
      }
    },
    /** Also on the way back from a poster or a chat: a friend may have joined. */
    onShow() {
      if (!this.data.single) void this.look();
    },
    onUnload() {
      invite.leave();
      if (this.data.single) landing.leave();
    },
    async onPullDownRefresh() {
      if (!this.data.single) await this.look();
      wx.stopPullDownRefresh();
    },
    async look() {
      await membership.ensure();
      await list.open();
      await preparePost(offered());
    },
    onReachBottom() {
      void list.more();
    },
    more() {
      void list.more();
    },
    retry() {
      if (this.data.single) void landing.open();
      else void this.look();
    },
    openPoster() {
      wx.navigateTo({ url: '/shopper/poster/index' });
    },
    openLanding() {
      wx.navigateTo({ url: '/shopper/landing/index' });
    },
    goHome() {
      openPage('/pages/home/index');
    },
    copy() {
      const { copied, copyFailed } = shopperWords().invitePage;
      wx.setClipboardData({
        data: invite.view?.code ?? '',
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    onShareAppMessage() {
      return invitationCard(invite.view?.code ?? landing.code, '', offered() ?? undefined);
    },
    onShareTimeline() {
      return invitationPost(invite.view?.code ?? landing.code, '', offered() ?? undefined);
    },
  },
});
