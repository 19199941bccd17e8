/** A member's mini-program code: made once, whoever asks at the same time and whatever breaks in between. */
import { beforeEach, expect, test, vi } from 'vitest';
import { type CodeMaking, codePicture } from '../../cloudfunctions/core/poster/picture';
import type { Store } from '../../cloudfunctions/platform/store';
import { StoreError } from '../../cloudfunctions/platform/store';
import { Memory } from './simulation/memory-store';
import { environment } from './simulation/world';

const MEMBER = 'a0a0a0a0a0a0a0a0a0a0a0a0';
const CODE = '8K2QABCD';
const inviter = { _id: MEMBER, shape: 1, code: CODE, picture: null };

let memory: Memory;
let store: Store;
let files: Map<string, string>;

beforeEach(async () => {
  memory = new Memory(() => 0);
  store = memory.plain();
  files = new Map();
  await store.add('inviters', inviter);
});

const making = (changes: Partial<CodeMaking> = {}) => ({
  make: vi.fn(async (scene: string, page: string) => ({
    bytes: Buffer.from(`${page} ${scene}`),
    extension: 'jpg' as const,
  })),
  keep: vi.fn(async (path: string, bytes: Buffer) => {
    files.set(path, String(bytes));
    return `cloud://env.bucket/${path}`;
  }),
  version: 'release',
  ...changes,
});

const picture = (with_: CodeMaking, on: Store = store) => codePicture(environment(on), MEMBER, CODE, with_);
const PATH = `codes/release/invite-${CODE}.jpg`;

test('the first poster makes it, every further one finds it', async () => {
  const world = making();
  expect(await picture(world)).toBe(`cloud://env.bucket/${PATH}`);
  expect(await picture(world)).toBe(`cloud://env.bucket/${PATH}`);
  expect(vi.mocked(world.make).mock.calls).toEqual([[`i=${CODE}`, 'shopper/landing/index']]);
  expect([...files]).toEqual([[PATH, `shopper/landing/index i=${CODE}`]]);
  expect(memory.all('inviters')).toMatchObject([{ code: CODE, picture: `cloud://env.bucket/${PATH}` }]);
});

test('twenty first posters at once are one document and one file', async () => {
  const found = await Promise.all(Array.from({ length: 20 }, () => picture(making())));
  expect(new Set(found)).toEqual(new Set([`cloud://env.bucket/${PATH}`]));
  expect([memory.all('inviters').length, files.size]).toEqual([1, 1]);
});

test('a crash between file and document is made good by the next poster, with the same file', async () => {
  const breaking: Store = {
    ...store,
    update: async () => {
      throw new StoreError('update inviters', 'connection lost');
    },
  };
  await expect(picture(making(), breaking)).rejects.toThrow(StoreError);
  expect([memory.all('inviters')[0]?.picture, files.size]).toEqual([null, 1]);
  expect(await picture(making())).toBe(`cloud://env.bucket/${PATH}`);
  expect([memory.all('inviters')[0]?.picture, files.size]).toEqual([`cloud://env.bucket/${PATH}`, 1]);
});

test('without WeChat or without storage there is no picture, nothing is written, and the next poster asks again', async () => {
  expect(await picture(making({ make: async () => 'unavailable' }))).toBeNull();
  expect(await picture(making({ keep: async () => 'unavailable' }))).toBeNull();
  expect(memory.all('inviters')).toMatchObject([{ picture: null }]);
  expect(await picture(making())).toBe(`cloud://env.bucket/${PATH}`);
});

test('a code of a trial version is not handed out after the release', async () => {
  expect(await picture(making({ version: 'trial' }))).toContain('codes/trial/');
  expect(await picture(making())).toContain('codes/release/');
  expect(files.size).toBe(2);
});
