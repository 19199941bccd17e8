import type { PosterView } from '../../../typings/api/friends';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { sharePicture } from '../services/share-picture';
import { poster } from '../stores/poster';
import { cardFacts, posterCardTitle, posterFacts } from '../views/poster/facts';
import { LAYOUTS, type PosterLayout } from '../views/poster/layouts';
import { shopperWords } from '../words/index';

const ALBUM = 'scope.writePhotosAlbum';

/** The sentences of the template alone: a function cannot be sent to the page. */
function pageWords() {
  const { layout, moments, noPoster, noPosterHint, making, share, save, saving, card, again, openSetting } =
    shopperWords().poster;
  return { layout, moments, noPoster, noPosterHint, making, share, save, saving, card, again, openSetting };
}

const light = () => membership.home?.shop.colours.light ?? {};

const cardPicture = (view: PosterView) => sharePicture('card', cardFacts(view, light(), shopperWords()));

function gateWords(): Record<string, string> {
  return { ...settings.words.gate, text: shopperWords().poster.gate(membership.home?.shop.name ?? '') };
}

function spoken(): string {
  const { view } = poster;
  if (!view) return '';
  const { name, gift } = posterFacts(view, light(), shopperWords());
  return shopperWords().poster.spoken(name, gift);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      face: () => poster.face,
      path: () => poster.path,
      chosen: () => poster.chosen,
      busy: () => poster.busy,
      denied: () => poster.said === 'denied',
      said: () => (poster.said === '' ? '' : shopperWords().poster[poster.said]),
      guest: () => poster.problem?.code === 'NOT_MEMBER',
      problem: () => (poster.problem ? problemView(poster.problem, membership.points, settings.words) : NO_PROBLEM),
      layouts: () => LAYOUTS.map((value) => ({ value, label: shopperWords().poster.layouts[value] })),
      words: pageWords,
      goJoin: () => shopperWords().me.guestAction,
      gate: gateWords,
      spoken,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().poster.title });
    },
    onReady() {
      void this.begin();
    },
    async begin() {
      await poster.open();
      // WeChat waits three seconds for a card's picture: it is drawn before anybody asks.
      if (poster.view) await cardPicture(poster.view);
    },
    onUnload() {
      poster.leave();
    },
    retry() {
      void this.begin();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: PosterLayout }>) {
      poster.choose(event.detail.value);
    },
    share() {
      void poster.share();
    },
    save() {
      void poster.save();
    },
    settled(event: WechatMiniprogram.CustomEvent<{ authSetting?: Record<string, boolean> }>) {
      void poster.settled(event.detail.authSetting?.[ALBUM] === true);
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
    /** The card counts as much as the poster: it carries the same code. */
    onShareAppMessage() {
      const { view } = poster;
      if (!view) return { path: '/pages/home/index' };
      const card = {
        title: posterCardTitle(view, shopperWords()),
        path: `/shopper/landing/index?i=${view.code}&by=card`,
      };
      const promise = cardPicture(view).then((path) => (path === null ? card : { ...card, imageUrl: path }));
      return { ...card, promise };
    },
  },
});
