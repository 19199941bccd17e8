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
import { invitationCard, invitationPicture, invitationPost, type Offered, preparePost } from '../services/sharing';
import { invite } from '../stores/invite';
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

/** Also while it is being fetched, when this phone has seen it before. */
function ownCode(): string {
  return invite.view?.code ?? invitation.ownCode(membership.member?.number);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => list.phase,
      page: () => (invite.view ? inviteFace(invite.view, setting()) : null),
      friends: () => list.items.map((friend) => friendRow(friend, setting())),
      foot: footView,
      assist: () => invite.view?.assist ?? null,
      lag: () => membership.lag,
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
  data: { single: inSinglePage() },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      if (this.data.single) return;
      const arrival = arrivalOf(query, entryScene());
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
    },
    async onPullDownRefresh() {
      if (!this.data.single) await this.look();
      wx.stopPullDownRefresh();
    },
    async look() {
      await membership.ensure();
      await list.open();
      await preparePost(invitationPicture(offered()));
    },
    onReachBottom() {
      void list.more();
    },
    more() {
      void list.more();
    },
    retry() {
      void this.look();
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
      return invitationCard(ownCode(), '', offered());
    },
    onShareTimeline() {
      return invitationPost(ownCode(), '', offered());
    },
  },
});
