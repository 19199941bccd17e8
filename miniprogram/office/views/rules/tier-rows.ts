/** The tiers as cards in small, with what reaches them and what they bring. Pure. */
import type { ProgrammeView } from '../../../../typings/api/programme';
import type { CardView } from '../../../views/card';
import { figure } from '../../../views/figures';
import type { Known } from './asking';
import { cardOf } from './card';
import { partAt } from './part';
import { isRight } from './tier';

export interface TierRow {
  code: string;
  card: CardView;
  name: string;
  reached: string;
  rights: string;
  mark: string;
  wrong: string;
  spoken: string;
}

export function tierRows({ draft: edited, current, changes, problems }: ProgrammeView, known: Known): TierRow[] {
  const { own, words } = known;
  const draft = edited ?? current;
  return draft.tiers.list.map((tier, place) => {
    const change = changes.find(({ part, code }) => part === 'tier' && code === tier.code);
    const rights = tier.rights.map(({ code }) => (isRight(code) ? own.rights[code] : code));
    const wrong = problems.find(({ field }) => {
      const at = partAt(field, draft);
      return at?.part === 'tier' && at.code === tier.code;
    });
    return {
      code: tier.code,
      card: cardOf(tier, known),
      name: tier.name,
      reached: place === 0 ? own.tiers.first : own.tiers.from(figure(Number(tier.from) || 0)),
      rights: rights.length > 0 || wrong ? rights.join(words.conditions.listed) : own.tiers.noRights,
      mark: change ? own.rules.marks[change.kind] : '',
      wrong: wrong?.message ?? '',
      spoken: own.tiers.edit(tier.name),
    };
  });
}
