import type { AssistOfferView } from '../../../../typings/api/friends';
import { bound } from '../../../services/binding';
import { membership } from '../../../stores/membership';
import { type AssistCard, assistCard } from '../../views/assist';
import { shopperWords } from '../../words/index';

const NONE: AssistCard = { title: '', text: '', slots: [], spoken: '', until: 0, action: '', url: '' };

/** Friends' help on the page of invitations: what it brings, or how far the one that is running has come. Leads to its page. Event over: its time has ended. */
Component({
  behaviors: [bound({ leftLabel: () => shopperWords().assist.left })],
  properties: {
    /** AssistOfferView of 'invite.view'. */
    offer: { type: Object, value: {} as Partial<AssistOfferView> },
    /** The server's clock minus the phone's, in ms. */
    lag: { type: Number, value: 0 },
  },
  data: { card: NONE },
  observers: {
    offer(offer: Partial<AssistOfferView> | null) {
      const whole = offer?.campaign ? (offer as AssistOfferView) : null;
      this.setData({ card: whole ? assistCard(whole, membership.points, shopperWords()) : NONE });
    },
  },
  methods: {
    go() {
      wx.navigateTo({ url: this.data.card.url });
    },
    ended() {
      this.triggerEvent('over');
    },
  },
});
