import { asynchronous, Failure, need, type Options, type Surroundings, text, typeName } from './api';

/** WeChat: 10 MB for a program and person, 1 MB for one key. */
const MAX_KB = 10 * 1024;
const MAX_ENTRY_BYTES = 1024 * 1024;

/**
 * wx.setStorage and its kin, kept in the browser's localStorage under the program's and the person's name. The
 * browser allows about five million characters for everything; running into that is said as such.
 */
export function storage(around: Surroundings): Record<string, unknown> {
  const { shell } = around;
  const home = `storage:${around.core.bundle.app.pages[0]}:${shell.singlePage ? 'single-page' : shell.memory.state.person}:`;
  const keys = () =>
    Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
      .filter((key) => key.startsWith(home))
      .map((key) => key.slice(home.length));
  const bytes = () =>
    keys().reduce((sum, key) => sum + sizeOf(key) + sizeOf(localStorage.getItem(home + key) ?? ''), 0);

  const set = (key: unknown, data: unknown) => {
    need({ key }, 'key', 'String');
    const kept = JSON.stringify({ type: typeName(data), data: data === undefined ? '' : data });
    if (kept.length > MAX_ENTRY_BYTES / 4 && sizeOf(kept) > MAX_ENTRY_BYTES)
      throw new Failure('entry size limit reached');
    const before = localStorage.getItem(home + key);
    if (kept.length > (before?.length ?? 0) && bytes() + sizeOf(kept) - sizeOf(before ?? '') > MAX_KB * 1024) {
      throw new Failure('exceed storage max size 10Mb');
    }
    try {
      localStorage.setItem(home + key, kept);
    } catch (error) {
      throw new Failure(`the browser's own limit for all persons together is reached: ${error}`);
    }
  };
  const get = (key: unknown): { data: unknown } | undefined => {
    need({ key }, 'key', 'String');
    const kept = localStorage.getItem(home + key);
    if (kept === null) return undefined;
    const { type, data } = JSON.parse(kept) as { type: string; data: unknown };
    return { data: type === 'Date' ? new Date(String(data)) : data };
  };
  /** A missing value is an empty text, a kept null is null. */
  const valueAt = (key: unknown): unknown => {
    const entry = get(key);
    return entry ? entry.data : '';
  };
  const remove = (key: unknown) => {
    need({ key }, 'key', 'String');
    localStorage.removeItem(home + key);
  };
  const clear = () => {
    for (const key of keys()) localStorage.removeItem(home + key);
  };
  const info = () => ({ keys: keys(), currentSize: Math.ceil(bytes() / 1024), limitSize: MAX_KB });

  /** Synchronous forms throw an Error with the message that fail would get. */
  const sync =
    <A extends unknown[], R>(name: string, work: (...given: A) => R) =>
    (...given: A): R => {
      try {
        return work(...given);
      } catch (error) {
        throw new Error(`${name}:fail ${error instanceof Failure ? error.reason : error}`);
      }
    };
  const pairs = (options: Options) =>
    (Array.isArray(options.kvList) ? options.kvList : []) as { key: string; value: unknown }[];
  const found = (key: unknown) => {
    const entry = get(key);
    if (!entry) throw new Failure('data not found');
    return entry;
  };
  const plain = (options: Options) => {
    if (options.encrypt === true)
      around.core.report('warning', 'storage with encrypt: true is kept in plain text by the web phone');
  };
  return {
    setStorage: asynchronous(around, 'setStorage', (options) => {
      plain(options);
      set(options.key, options.data);
    }),
    setStorageSync: sync('setStorageSync', set),
    getStorage: asynchronous(around, 'getStorage', (options) => found(options.key)),
    getStorageSync: sync('getStorageSync', valueAt),
    removeStorage: asynchronous(around, 'removeStorage', (options) => remove(options.key)),
    removeStorageSync: sync('removeStorageSync', remove),
    clearStorage: asynchronous(around, 'clearStorage', clear),
    clearStorageSync: sync('clearStorageSync', clear),
    getStorageInfo: asynchronous(around, 'getStorageInfo', info),
    getStorageInfoSync: info,
    batchSetStorage: asynchronous(around, 'batchSetStorage', (options) => {
      for (const { key, value } of pairs(options)) set(key, value);
    }),
    batchSetStorageSync: sync('batchSetStorageSync', (list: { key: string; value: unknown }[]) => {
      for (const { key, value } of list) set(key, value);
    }),
    batchGetStorage: asynchronous(around, 'batchGetStorage', (options) => {
      need(options, 'keyList', 'Array');
      return { dataList: (options.keyList as unknown[]).map(valueAt) };
    }),
    batchGetStorageSync: sync('batchGetStorageSync', (list: unknown[]) => list.map(valueAt)),
    getBackgroundFetchData: asynchronous(around, 'getBackgroundFetchData', (options) => {
      throw new Failure(`no data fetched in the background (${text(options, 'fetchType', 'pre')})`);
    }),
  };
}

function sizeOf(value: string): number {
  return new Blob([value]).size;
}
