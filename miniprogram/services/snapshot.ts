import type { CouponView } from '../../typings/api/coupons';
import type { RedemptionView } from '../../typings/api/mall';
import type { HomeView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';

/**
 * What a page showed last, drawn before the first answer comes. WeChat keeps storage apart per person and mini-program, so it is
 * always this person's own. Written after every answer, dropped when its shape changed.
 */
class Kept<Value extends object> {
  constructor(
    private readonly key: string,
    /** Grows when what is kept looks different. */
    private readonly shape: number,
  ) {}

  read(): Value | null {
    try {
      const value: unknown = wx.getStorageSync(this.key);
      const fits = typeof value === 'object' && value !== null && (value as { shape?: unknown }).shape === this.shape;
      return fits ? (value as Value) : null;
    } catch (error) {
      console.warn('snapshot not readable', this.key, error);
      return null;
    }
  }

  write(value: Value): void {
    wx.setStorage({
      key: this.key,
      data: { ...value, shape: this.shape },
      fail: (reason) => console.warn('snapshot not written', this.key, reason.errMsg),
    });
  }
}

/** `lag`: the server's clock minus the phone's, in ms. */
const home = new Kept<{ home: HomeView; lag: number }>('home', 2);

export function readSnapshot(): { home: HomeView; lag: number } | null {
  return home.read();
}

export function writeSnapshot(view: HomeView, lag: number): void {
  home.write({ home: view, lag });
}

/** The first page of what can be used, and what waits to be collected. */
export const keptWallet = new Kept<{
  /** Member number, so that nothing of a membership before this one is shown. */
  number: string;
  today: DayKey;
  coupons: CouponView[];
  collect: RedemptionView[];
  offers: number;
}>('wallet', 1);
