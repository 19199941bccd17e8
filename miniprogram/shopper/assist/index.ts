import { arrivalOf } from '../../services/arrival';
import { bound } from '../../services/binding';
import { entryScene, inSinglePage } from '../../services/entry';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { helpCard } from '../services/assist-card';
import { invitationPost } from '../services/sharing';
import { assist } from '../stores/assist';
import { type AssistAct, type AssistFace, assistFace, offerFace } from '../views/assist';
import { invitationQuery } from '../views/sharing';
import { shopperWords } from '../words/index';

function face(): AssistFace | null {
  const { view, offer } = assist;
  const words = shopperWords();
  const { points } = membership;
  if (view) return assistFace(view, membership.member !== null, { points, words });
  const today = membership.home?.today;
  return offer && today ? offerFace(offer, { points, words, today }) : null;
}

/** Where a friend comes to who opens the card. */
function landingUrl(): string {
  const { view } = assist;
  return view ? `/shopper/landing/index?i=${view.code}&a=${view.id}` : '/pages/home/index';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => assist.phase,
      face,
      working: () => assist.working,
      lag: () => assist.lag,
      offline: () => !device.online,
      words: () => shopperWords().assist,
      states: () => settings.words.states,
      guest: () => settings.words.me.guestAction,
      problem: () => (assist.problem ? problemView(assist.problem, membership.points, shopperWords()) : NO_PROBLEM),
    }),
  ],
  data: { single: inSinglePage(), id: '' },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      if (this.data.single) return;
      wx.setNavigationBarTitle({ title: shopperWords().assist.title });
      this.setData({ id: query.id ?? '' });
      // Out of a post in Moments: first of all, who asks and for what.
      const { code, assist: asked, by } = arrivalOf(query, entryScene());
      if (code && asked) wx.redirectTo({ url: `/shopper/landing/index?${invitationQuery(code, asked, by)}` });
    },
    onShow() {
      if (!this.data.single) void this.begin();
    },
    onUnload() {
      assist.leave();
    },
    async begin() {
      await Promise.all([membership.ensure(), assist.open(this.data.id)]);
    },
    async onPullDownRefresh() {
      if (!this.data.single) await this.begin();
      wx.stopPullDownRefresh();
    },
    retry() {
      void this.begin();
    },
    /** The time is over: the cloud says what has become of it. */
    ended() {
      void assist.refresh();
    },
    first() {
      this.act(face()?.act.kind);
    },
    second() {
      this.act(face()?.second.kind);
    },
    act(kind: AssistAct | undefined) {
      if (kind === 'start') void assist.start();
      else if (kind === 'help') void assist.help();
      else if (kind === 'join') wx.navigateTo({ url: landingUrl() });
      else if (kind === 'history') wx.navigateTo({ url: '/shopper/history/index' });
      else if (kind === 'again') this.again();
    },
    /** Another one, or one's own: what the programme offers now. */
    again() {
      this.setData({ id: '' });
      void this.begin();
    },
    goJoin() {
      openPage('/pages/home/index');
    },
    goInvite() {
      wx.redirectTo({ url: '/shopper/invite/index' });
    },
    onShareAppMessage() {
      const { view } = assist;
      return view ? helpCard(view) : { title: shopperWords().assist.title, path: '/pages/home/index' };
    },
    onShareTimeline() {
      const { view } = assist;
      return view ? invitationPost(view.code, view.id) : {};
    },
  },
});
