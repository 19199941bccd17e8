/** A store's form and its row. Pure. */
import type { StoresView } from '../../../typings/api/team';
import type { PlacesWords } from '../words/places/zh-Hans';
import type { Section } from './form';

export function storeSections({ stores: words }: PlacesWords, mayClose: boolean): Section[] {
  const basics: Section = {
    title: words.basics,
    fields: [
      { name: 'name', type: 'line', max: 20, label: words.name, hint: words.nameHint, required: true },
      { name: 'address', type: 'line', max: 120, label: words.address },
      { name: 'hours', type: 'line', max: 60, label: words.hours, placeholder: words.hoursPlaceholder },
      { name: 'phone', type: 'line', max: 30, label: words.phone },
    ],
  };
  const state: Section = {
    title: words.state,
    fields: [{ name: 'closed', type: 'switch', label: words.closedLabel, hint: words.closedHint }],
  };
  return mayClose ? [basics, state] : [basics];
}

export interface StoreRow {
  id: string;
  name: string;
  text: string;
  tag: string;
}

/** Open ones, then those that are closed. */
export function storeRows(view: StoresView, { stores: words }: PlacesWords): StoreRow[] {
  return view.stores.map(({ id, name, address, closed }) => ({
    id,
    name,
    text: address || words.noAddress,
    tag: closed ? words.closed : '',
  }));
}
