/** Pictures of cards that are sent: 5:4 in a chat, 1:1 in Moments. The reward large, the shop small, no words in the outer 8 %. */

export type ShareKind = 'card' | 'moments';

export interface ShareFacts {
  /** Over the figure: '送你新人礼'. */
  lead: string;
  /** Drawn large: '50', '¥8', '150'; '' when a name says it all, then `lead` is drawn large. */
  figure: string;
  /** Beside the figure: '积分'. */
  unit: string;
  /** Under it: '新人 8 元券 × 1', or the name of what can be taken. */
  detail: string;
  shop: { name: string; initial: string; logo: string | null };
  /** cloud:// photograph of what it is about; null: drawn in the shop's colours. */
  picture: string | null;
  /** The light ones of the shop, as they come with it (`shop.colours.light`). */
  colours: Record<string, string>;
}
