import type { TierCardFace } from '../../views/tiers';

/** One step of the ladder on its material (views/tiers.ts: TierCardFace). */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<TierCardFace> },
  },
});
