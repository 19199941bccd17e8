/** Coupons that come with something: a row for each, and an empty one to add another. Pure. */
import type { Grant } from '../../../../typings/api/programme';
import { ask, type Change, type Known, type Piece, type Question, withoutAt } from './asking';

const GRANTS_MAX = 5;
const COUNT_MAX = 10;
const NONE = '';

/** @param path of the list in the piece: 'milestones.0.coupons' */
export function askGrants(path: string, given: readonly Piece[], { forms, own }: Known): Question[] {
  const grants = given as unknown as readonly Grant[];
  const known = forms.templates.map(({ code, name }) => ({ value: code, label: name }));
  const lost = grants
    .filter(({ template }) => !known.some(({ value }) => value === template))
    .map(({ template }) => ({ value: template, label: String(template) }));
  const options = [{ value: NONE, label: own.edit.noTemplate }, ...known, ...lost];
  const choose = (place: number): Question =>
    ask(
      'choice',
      `${path}.${place}.template`,
      place === 0 ? own.edit.template : own.edit.templateMore,
      { options, required: false },
      {
        value: grants[place]?.template ?? NONE,
        change: (template) => [path, chosen(grants, place, String(template))] as Change,
      },
    );
  const rows = grants.flatMap((_, place) => [
    choose(place),
    ask('whole', `${path}.${place}.count`, own.edit.count, { from: 1, to: COUNT_MAX, unit: '' }),
  ]);
  const more = grants.length < GRANTS_MAX && known.length > 0 ? [choose(grants.length)] : [];
  return [...rows, ...more];
}

function chosen(grants: readonly Grant[], place: number, template: string): Grant[] {
  if (template === NONE) return withoutAt(grants, place);
  if (place >= grants.length) return [...grants, { template, count: 1 }];
  return grants.map((each, at) => (at === place ? { ...each, template } : each));
}
