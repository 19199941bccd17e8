import type { PageView } from '../../contract';
import { reducedMotion } from '../dom';

/** WeChat's slide: the new page comes from the right, the old one follows a third of the way. */
const MS = 320;
const EASE = 'cubic-bezier(.2,0,0,1)';

export type PartsOf = (page: PageView) => HTMLElement[];

export async function slide(
  kind: 'push' | 'pop',
  entering: PageView,
  leaving: PageView,
  partsOf: PartsOf,
): Promise<void> {
  if (reducedMotion()) return;
  const over = kind === 'push' ? entering : leaving;
  const under = kind === 'push' ? leaving : entering;
  const direction: PlaybackDirection = kind === 'push' ? 'normal' : 'reverse';
  const easing = EASE;
  const moves = [
    ...partsOf(over).map((part) =>
      part.animate([{ transform: 'translateX(100%)' }, { transform: 'none' }], { duration: MS, easing, direction }),
    ),
    ...partsOf(under).map((part) =>
      part.animate(
        [
          { transform: 'none', filter: 'none' },
          { transform: 'translateX(-28%)', filter: 'brightness(.92)' },
        ],
        { duration: MS, easing, direction },
      ),
    ),
  ];
  const parts = [...partsOf(over), ...partsOf(under)];
  for (const part of parts) part.dataset.moving = '';
  try {
    await Promise.all(moves.map((move) => move.finished));
  } finally {
    for (const part of parts) delete part.dataset.moving;
  }
}
