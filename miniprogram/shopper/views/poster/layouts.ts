import type { Layout, Mark, Measure } from '../drawing';
import { band, HEIGHT, WIDTH } from './band';
import { cardTop } from './card';
import { PAPER } from './colours';
import type { PosterFacts } from './facts';
import { photoTop } from './photo';
import { ticketTop } from './ticket';

export type PosterLayout = 'card' | 'ticket' | 'photo';
export const LAYOUTS: readonly PosterLayout[] = ['card', 'ticket', 'photo'];

type Top = (facts: PosterFacts, measure: Measure, came: ReadonlySet<string>) => Mark[];
const TOPS: Record<PosterLayout, Top> = { card: cardTop, ticket: ticketTop, photo: photoTop };

/** Without the code there is no poster: a card is sent instead. */
export function posterLayout(kind: PosterLayout, facts: PosterFacts): Layout {
  return (measure, came) => {
    if (!came.has('code')) return null;
    const marks = [...TOPS[kind](facts, measure, came), ...band(facts, measure)];
    return { width: WIDTH, height: HEIGHT, ground: PAPER, marks };
  };
}
