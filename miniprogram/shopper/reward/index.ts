import type { AddressInput, Way } from '../../../typings/api/mall';
import { bound } from '../../services/binding';
import { inSinglePage } from '../../services/entry';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { preparePost, rewardCard, rewardPicture, rewardPost } from '../services/sharing';
import { address } from '../stores/address';
import { exchange } from '../stores/exchange';
import { reward } from '../stores/reward';
import { addressFace, dealView, printView } from '../views/exchange';
import { type FootView, footView, rewardView, type Said } from '../views/reward';
import { shopperWords } from '../words/index';

const said = (): Said => ({ points: membership.points, words: settings.words, own: shopperWords() });

/** What is known here and now: the member card may be newer than the reward. */
const available = () => membership.member?.points.available ?? reward.view?.available ?? null;

function footNow(): FootView {
  const { view } = reward;
  return view ? footView(view, membership.member !== null, device.online, said()) : { kind: 'shut', label: '' };
}

function receipt() {
  const { done } = exchange;
  if (!done?.redemption) return null;
  const { redemption, because, today, repeated, member } = done;
  return printView({ redemption, because, today, repeated, available: member.points.available }, said());
}

function gateWords(): Record<string, string> {
  const { gate } = settings.words;
  return { ...gate, text: shopperWords().address.gate(membership.home?.shop.name ?? '') };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => reward.phase,
      page: () => (reward.view ? rewardView(reward.view, available(), reward.now(), said()) : null),
      foot: () =>
        reward.view
          ? footView(reward.view, membership.member !== null, device.online, said())
          : { kind: '', label: '' },
      words: () => shopperWords().reward,
      problem: () => (reward.problem ? problemView(reward.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      deal: () => (exchange.open && reward.view ? dealView(reward.view, available() ?? 0, exchange, said()) : null),
      sending: () => exchange.sending,
      address: () => addressFace(address.chosen, said()) ?? { who: '', where: '' },
      addressWords: () => shopperWords().address,
      addressAsk: () => shopperWords().exchange.chooseAddress,
      draft: () => address.draft ?? {},
      writing: () => address.draft !== null,
      wrong: () => address.wrong ?? '',
      addressNote: () => (address.unavailable ? shopperWords().address.unavailable : ''),
      gate: gateWords,
      receipt,
    }),
  ],
  data: { single: inSinglePage(), picture: 0, lost: {} as Record<string, boolean> },
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      if (!this.data.single) void this.begin(id);
    },
    onUnload() {
      exchange.leave();
      reward.leave();
    },
    async begin(id: string) {
      await Promise.all([membership.ensure(), reward.open(id)]);
      if (reward.view) await preparePost(rewardPicture(reward.view));
    },
    retry() {
      void reward.refresh();
    },
    turn(event: WechatMiniprogram.SwiperChange) {
      this.setData({ picture: event.detail.current });
    },
    lose(event: WechatMiniprogram.TouchEvent) {
      this.setData({ [`lost.p${event.currentTarget.dataset.index}`]: true });
    },
    enlarge(event: WechatMiniprogram.TouchEvent) {
      const urls = reward.view?.pictures ?? [];
      const current = urls[Number(event.currentTarget.dataset.index)];
      if (current) wx.previewImage({ urls, current, fail: (reason) => console.info('no preview', reason.errMsg) });
    },
    act() {
      const { view } = reward;
      const { kind } = footNow();
      if (kind === 'join') openPage('/pages/home/index');
      else if (view && kind === 'go') exchange.begin(view);
    },
    close() {
      exchange.close();
    },
    count(event: WechatMiniprogram.CustomEvent<{ by: number }>) {
      exchange.count(exchange.quantity + event.detail.by);
    },
    goBy(event: WechatMiniprogram.CustomEvent<{ value: Way }>) {
      exchange.goBy(event.detail.value);
    },
    collectAt(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
      const store = reward.view?.stores[event.detail.index];
      if (store) exchange.collectAt(store.id);
    },
    fromWechat() {
      address.fromWechat();
    },
    write() {
      address.write();
    },
    type(event: WechatMiniprogram.CustomEvent<Partial<AddressInput>>) {
      address.type(event.detail);
    },
    use() {
      address.use();
    },
    unwrite() {
      address.forget();
    },
    async confirm() {
      const led = await exchange.confirm();
      if (led.to !== 'payment') return;
      wx.navigateTo({ url: `/shopper/payment/index?trade=${led.trade}&told=${led.paid}` });
      // What it says of stock and limits is older than what was just taken.
      void reward.refresh();
    },
    follow(event: WechatMiniprogram.CustomEvent<{ url: string }>) {
      exchange.finish();
      openPage(event.detail.url);
      void reward.refresh();
    },
    finish() {
      exchange.finish();
      void reward.refresh();
    },
    goMall() {
      openPage('/pages/mall/index');
    },
    onShareAppMessage() {
      const { view } = reward;
      return view ? rewardCard(view) : { path: '/pages/home/index' };
    },
    onShareTimeline() {
      const { view } = reward;
      return view ? rewardPost(view) : {};
    },
  },
});
