// @vitest-environment jsdom
/** What ties a page's data to the stores. */
import { createRequire } from 'node:module';
import { expect, test, vi } from 'vitest';
import { compiled } from './stage';

interface Behaviour {
  lifetimes: { attached(this: object): void; detached(this: object): void };
}
vi.stubGlobal('Behavior', (definition: Behaviour) => definition);
const { bound } = compiled<{ bound(fields: Record<string, () => unknown>): Behaviour }>('services/binding');
const { observable, runInAction } = createRequire(import.meta.url)('mobx-miniprogram') as {
  observable<T extends object>(value: T): T;
  runInAction(change: () => void): void;
};

test('a page that is gone follows nothing any more, however many behaviours tied it to the stores', () => {
  const store = observable({ count: 0 });
  const asked = { first: 0, second: 0 };
  const field = (name: keyof typeof asked) => () => {
    asked[name] += 1;
    return store.count;
  };
  const behaviours = [bound({ first: field('first') }), bound({ second: field('second') })];
  const page = { data: {}, setData: () => undefined };
  for (const { lifetimes } of behaviours) lifetimes.attached.call(page);
  asked.first = asked.second = 0;
  runInAction(() => {
    store.count = 1;
  });
  expect([asked.first > 0, asked.second > 0]).toEqual([true, true]);
  for (const { lifetimes } of behaviours) lifetimes.detached.call(page);
  asked.first = asked.second = 0;
  runInAction(() => {
    store.count = 2;
  });
  expect(asked).toEqual({ first: 0, second: 0 });
});
