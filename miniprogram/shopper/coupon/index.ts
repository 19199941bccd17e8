import { bound } from '../../services/binding';
import { lightTap } from '../../services/haptics';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { ticketView } from '../../views/ticket';
import { brighten, restore } from '../code/screen';
import { coupon } from '../stores/coupon';
import { barColours } from '../views/code';
import { couponCode, termRows, usedText } from '../views/coupon';
import { shopperWords } from '../words/index';

/** When the stamp touches the ticket, ms after it began to fall. */
const CONTACT_MS = 220;

/** code: held out · number: no network, to be read out · past: it cannot be used (any more) */
type Shown = 'blank' | 'waiting' | 'failed' | 'code' | 'number' | 'past';

function shown(): Shown {
  const { coupon: open, code, problem } = coupon;
  if (open && ['used', 'expired', 'void'].includes(open.state) && !coupon.stamped) return 'past';
  if (open && code) return device.online || coupon.stamped ? 'code' : 'number';
  if (problem) return 'failed';
  return coupon.waiting || open ? 'waiting' : 'blank';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      colours: () => barColours(membership.home?.shop.colours[device.theme] ?? {}),
      shown,
      ticket: () => (coupon.coupon ? ticketView(coupon.coupon, coupon.today, shopperWords()) : null),
      code: () => (coupon.code ? couponCode(coupon.code, shopperWords()) : null),
      external: () => coupon.external,
      terms: () => (coupon.coupon ? termRows(coupon.coupon, coupon.today, shopperWords()) : []),
      stamped: () => coupon.stamped,
      used: () => (coupon.coupon ? usedText(coupon.coupon, coupon.today, shopperWords()) : ''),
      usedTitle: () => shopperWords().couponPage.usedTitle,
      note: () => (device.online ? shopperWords().couponPage.show : shopperWords().couponPage.offline),
      words: () => shopperWords().couponPage,
      states: () => shopperWords().states,
      problem: () => (coupon.problem ? problemView(coupon.problem, membership.points, shopperWords()) : NO_PROBLEM),
      gate: () => {
        const { gate } = shopperWords();
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  observers: {
    shown(now: Shown) {
      if (now === 'code' || now === 'number') brighten();
      else restore();
    },
    stamped(fallen: boolean) {
      if (!fallen) return;
      setTimeout(lightTap, CONTACT_MS);
      notice.say(shopperWords().couponPage.usedNow(coupon.coupon?.name ?? ''));
    },
    colours(colours: { frontColor: string; backgroundColor: string } | null) {
      if (!colours) return;
      wx.setNavigationBarColor(colours);
      wx.setBackgroundColor({ backgroundColor: colours.backgroundColor });
    },
  },
  methods: {
    onLoad(query: { id?: string }) {
      coupon.open(query.id ?? '');
    },
    onShow() {
      void membership.ensure();
      coupon.show();
      if (coupon.code) brighten();
    },
    onHide() {
      coupon.hide();
      restore();
    },
    onUnload() {
      coupon.leave();
      restore();
    },
    retry() {
      void coupon.refresh();
    },
    copy() {
      const { copied, copyFailed } = shopperWords().couponPage;
      wx.setClipboardData({
        data: coupon.external,
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(shopperWords().couponPage.copyFailed);
    },
  },
});
