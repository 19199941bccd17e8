/** The member card of a tier, as it will look on a shopper's phone. Pure. */
import type { TierDraft } from '../../../../typings/api/programme';
import type { CardView } from '../../../views/card';
import { figure, inFours } from '../../../views/figures';
import { tierFace } from '../../../views/tier';
import type { Known } from './asking';

const SAMPLE = { number: '862011874293', points: 2_480, at: 40 };

export function cardOf(tier: TierDraft, { points, words, own }: Known): CardView {
  const { code, name, material, icon, from } = tier;
  return {
    tier: tierFace({ code, name, material, icon, rank: 0 }),
    number: inFours(SAMPLE.number),
    balance: SAMPLE.points,
    available: words.card.available(points.name),
    expiring: '',
    pending: '',
    debt: '',
    progress: {
      at: SAMPLE.at,
      solid: SAMPLE.at,
      ticks: [],
      valueNow: SAMPLE.at,
      valueMin: 0,
      valueMax: 100,
      text: own.tiers.from(figure(Number(from) || 0)),
      urgent: false,
      provisional: '',
      label: words.progress.label,
    },
    code: words.card.code,
    spoken: name,
    spokenTier: name,
    spokenPoints: words.card.available(points.name),
  };
}
