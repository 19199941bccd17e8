import { createStoreBindings } from 'mobx-miniprogram-bindings';

type Bound = { updateStoreBindings(): void; destroyStoreBindings(): void };
type Fields = Record<string, () => unknown>;

/** Of each page: one for each behaviour that it has. */
const bindings = new WeakMap<object, Bound[]>();

function values(fields: Fields): Record<string, unknown> {
  return Object.keys(fields).reduce<Record<string, unknown>>((all, name) => {
    all[name] = fields[name]?.();
    return all;
  }, {});
}

/**
 * A behaviour that keeps each named field of `data` equal to what its function gives, as long as the page lives. Set at once
 * when the page is attached, so that the first thing drawn is already right; later only what really changed is sent.
 */
export function bound(fields: Fields): string {
  return Behavior({
    data: values(fields),
    lifetimes: {
      attached() {
        const binding = createStoreBindings(this, { store: {}, fields, actions: [], structuralComparison: true });
        bindings.set(this, [...(bindings.get(this) ?? []), binding]);
        binding.updateStoreBindings();
      },
      detached() {
        for (const binding of bindings.get(this) ?? []) binding.destroyStoreBindings();
        bindings.delete(this);
      },
    },
  });
}
