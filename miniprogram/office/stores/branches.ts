import type { StoreFields, StoresView } from '../../../typings/api/team';
import { call } from '../services/staff';
import { storeSections } from '../views/branches';
import type { Errors } from '../views/form';
import { placesWords } from '../words/places/index';
import { Editing, type Held } from './editing';
import { Viewing } from './viewing';

/** The stores as the staff look after them. */
export const branches = new Viewing<StoresView>(() => call('stores.view', {}));

const EMPTY: StoreFields = { name: '', address: '', hours: '', phone: '', closed: false };

/** Which store is edited: '' is another one that is opened. */
let edited = '';
let mayClose = false;
/** Names of the other stores that are open. */
let others: string[] = [];

export function edit(id: string): void {
  edited = id;
}

function heldOf(view: StoresView): Held<StoreFields> {
  const { id: _id, ...content } = view.stores.find(({ id }) => id === edited) ?? { id: '', ...EMPTY };
  others = view.stores.filter(({ id, closed }) => id !== edited && !closed).map(({ name }) => name);
  mayClose = view.mayOpen && edited !== '' && edited !== 'default';
  return { content, rev: view.rev };
}

export const branch = new Editing<StoreFields>({
  load: async () => {
    const outcome = await call('stores.view', {});
    return outcome.ok ? { ok: true, data: heldOf(outcome.data) } : outcome;
  },
  save: async (draft, rev) => {
    const outcome = await call('stores.save', { rev, id: edited || null, store: draft });
    if (!outcome.ok) return outcome;
    edited = outcome.data.id;
    return { ok: true, data: heldOf(outcome.data) };
  },
  sections: () => storeSections(placesWords(), mayClose),
  check: ({ name, closed }) =>
    !closed && others.includes(name.trim()) ? { name: placesWords().stores.taken } : ({} as Errors),
  fresh: () => edited === '',
});
