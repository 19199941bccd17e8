import type { CardView } from '../../views/card';
import { figure } from '../../views/figures';
import { NO_TIER } from '../../views/tier';

/**
 * The member card (views/card.ts: CardView). The balance counts up only when it changed while the card was there. `old` is the tier
 * just left for a higher one: its material slides off once. Events: tiers, points, code, turned.
 */
const COUNT_MS = 480;
const STEP_MS = 40;
const timers = new WeakMap<object, number>();

/** Fast first, then settling: the figure comes to rest rather than stopping. */
function eased(share: number): number {
  return 1 - (1 - share) ** 3;
}

Component({
  properties: {
    view: {
      type: Object,
      value: { tier: { icon: '', picture: '' }, progress: { ticks: [] } } as unknown as Partial<CardView>,
    },
    /** NO_TIER without one. */
    old: { type: Object, value: NO_TIER },
    risen: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
  data: { shown: '', balance: -1 },
  observers: {
    'view.balance'(balance: number | undefined) {
      if (balance === undefined || balance === this.data.balance) return;
      const from = this.data.balance;
      this.setData({ balance });
      if (from < 0 || this.data.still) this.setData({ shown: figure(balance) });
      else this.count(from, balance, Date.now());
    },
  },
  lifetimes: {
    detached() {
      clearTimeout(timers.get(this) ?? 0);
      timers.delete(this);
    },
  },
  methods: {
    count(from: number, to: number, startedAt: number) {
      clearTimeout(timers.get(this) ?? 0);
      const share = Math.min(1, (Date.now() - startedAt) / COUNT_MS);
      this.setData({ shown: figure(Math.round(from + (to - from) * eased(share))) });
      if (share === 1) return;
      timers.set(
        this,
        setTimeout(() => this.count(from, to, startedAt), STEP_MS),
      );
    },
    openTiers() {
      this.triggerEvent('tiers');
    },
    openPoints() {
      this.triggerEvent('points');
    },
    openCode() {
      this.triggerEvent('code');
    },
    turned() {
      this.triggerEvent('turned');
    },
  },
});
