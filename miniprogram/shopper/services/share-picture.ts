import { type ShareFacts, type ShareKind, shareLayout } from '../views/share-picture';
import { draw } from './board';

export type { ShareFacts, ShareKind } from '../views/share-picture';

const KEPT = 8;
const drawn = new Map<string, Promise<string | null>>();

/**
 * Draws the picture of a card and answers its temporary path, the same for the same facts. Null when it cannot be drawn: the
 * card then goes without one, WeChat takes the page. The page must hold `<drawing-board />`; ask for it when the page is ready:
 * WeChat waits three seconds for a card and no longer.
 */
export function sharePicture(kind: ShareKind, facts: ShareFacts): Promise<string | null> {
  const name = JSON.stringify([kind, facts]);
  const known = drawn.get(name);
  if (known) return known;
  const [oldest] = drawn.keys();
  if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest);
  const drawing = draw(shareLayout(kind, facts), { logo: facts.shop.logo, picture: facts.picture });
  drawn.set(name, drawing);
  // What failed is tried anew the next time.
  void drawing.then((path) => {
    if (path === null) drawn.delete(name);
  });
  return drawing;
}
