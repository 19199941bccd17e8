import type { RewardCardView } from '../../../typings/api/mall';
import type { RewardFace } from '../../views/reward';

/**
 * A catalogue of a thousand does not fit one setData, nor a thousand cards one screen. It is handed over page by page, each by its
 * own path, only when it changed; and a page far from the screen keeps its place as an empty box of the same height.
 */
export interface Chunk {
  nth: number;
  faces: RewardFace[];
  /** Height in px while the cards are put away; 0 while they are drawn. */
  away: number;
}

interface Drawn {
  page: RewardCardView[];
  /** Everything else that the drawing depends on: language, balance, day. */
  setting: string;
}

export class Grid {
  private drawn: Drawn[] = [];

  /** What has to be set, path by path; an empty list when nothing changed. */
  changes(
    pages: RewardCardView[][],
    setting: string,
    facing: (card: RewardCardView) => RewardFace,
  ): Record<string, unknown>[] {
    if (pages.length === 0) {
      this.drawn = [];
      return [{ chunks: [] }];
    }
    const before = this.drawn;
    this.drawn = pages.map((page) => ({ page, setting }));
    // A list that became shorter is another list.
    if (pages.length < before.length)
      return [{ chunks: pages.map((page, nth) => ({ nth, faces: page.map(facing), away: 0 })) }];
    return pages.flatMap((page, nth) => {
      const last = before[nth];
      if (last?.page === page && last.setting === setting) return [];
      const faces = page.map(facing);
      return [last ? { [`chunks[${nth}].faces`]: faces } : { [`chunks[${nth}]`]: { nth, faces, away: 0 } }];
    });
  }
}
