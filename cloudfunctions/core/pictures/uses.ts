/** How large a picture may be, by what it is for. Pure. */
import type { PictureUse } from '../../../typings/api/shop';

export type { PictureUse };

const KB = 1024;

interface Use {
  /** Bytes. */
  largest: number;
  /** Pixels of each side. */
  from: number;
  to: number;
  /** Longer side against the shorter, hundredths. */
  stretch: number;
}

export const uses: Readonly<Record<PictureUse, Use>> = {
  logo: { largest: 500 * KB, from: 64, to: 2048, stretch: 400 },
  tier: { largest: 300 * KB, from: 128, to: 1024, stretch: 125 },
  reward: { largest: 1536 * KB, from: 200, to: 4096, stretch: 300 },
  group: { largest: 500 * KB, from: 200, to: 2048, stretch: 200 },
};

export const pictureUses = Object.keys(uses) as PictureUse[];
