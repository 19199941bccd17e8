// @vitest-environment jsdom
/** The poster's page never leaves anybody stuck: whatever fails, a next step is there. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PosterView } from '../../typings/api/friends';
import { compiled } from './stage';

Object.assign((globalThis as unknown as { wx: object }).wx, { getStorageSync: () => '', setStorage: () => undefined });

type Saved = 'done' | 'cancelled' | 'failed' | 'quiet' | 'denied' | 'privacy';
type Layout = 'card' | 'ticket' | 'photo';
interface World {
  ask(): Promise<unknown>;
  draw(layout: Layout): Promise<string | null>;
  share(path: string): Promise<Saved>;
  save(path: string): Promise<Saved>;
}
interface Poster {
  face: 'asking' | 'drawing' | 'shown' | 'card' | 'failed';
  path: string;
  busy: string;
  said: string;
  open(): Promise<void>;
  leave(): void;
  choose(layout: Layout): void;
  share(): Promise<void>;
  save(): Promise<void>;
  settled(granted: boolean): Promise<void>;
}
const { Poster } = compiled<{ Poster: new (world: World) => Poster }>('shopper/stores/poster');
const album = compiled<{ shareMenu(path: string): Promise<Saved>; saveToAlbum(path: string): Promise<Saved> }>(
  'shopper/services/album',
);
const pictures = compiled<{ downloaded(fileId: string): Promise<string | null> }>('shopper/services/pictures');
const { inTime } = compiled<{
  inTime<T>(ms: number, work: (done: (value: T | null) => void) => void): Promise<T | null>;
}>('shopper/services/in-time');

const view = (picture: string | null = 'cloud://code') => ({ code: '8K2QABCD', picture }) as PosterView;
const fine = (picture?: string | null) => ({ ok: true, data: view(picture) });
const refused = (code: string) => ({
  ok: false,
  problem: { action: 'invite.poster', code, message: '', uncertain: false },
});

const world = (changes: Partial<World> = {}): World => ({
  ask: async () => fine(),
  draw: async (layout) => `wxfile://${layout}.png`,
  share: async () => 'done',
  save: async () => 'done',
  ...changes,
});

async function opened(changes: Partial<World> = {}): Promise<Poster> {
  const poster = new Poster(world(changes));
  await poster.open();
  return poster;
}

describe('making', () => {
  test('all three layouts are drawn, the chosen one first', async () => {
    const drawn: Layout[] = [];
    const poster = new Poster(
      world({
        draw: async (layout) => {
          drawn.push(layout);
          return `wxfile://${layout}.png`;
        },
      }),
    );
    poster.choose('ticket');
    await poster.open();
    expect(drawn).toEqual(['ticket', 'card', 'photo']);
    expect([poster.face, poster.path]).toEqual(['shown', 'wxfile://ticket.png']);
    poster.choose('photo');
    expect([poster.face, poster.path]).toEqual(['shown', 'wxfile://photo.png']);
  });

  test('without the mini-program code the card is sent instead, and nothing is drawn', async () => {
    const draw = vi.fn(async () => 'wxfile://x.png');
    const poster = await opened({ ask: async () => fine(null), draw });
    expect(poster.face).toBe('card');
    expect(draw).not.toHaveBeenCalled();
  });

  test('a picture that cannot be drawn gives way to the card; the other layouts stay', async () => {
    const poster = await opened({ draw: async (layout) => (layout === 'card' ? null : `wxfile://${layout}.png`) });
    expect(poster.face).toBe('card');
    poster.choose('ticket');
    expect(poster.face).toBe('shown');
  });

  test('a refusal or a lost network is told, and asking again can go well', async () => {
    const answers = [refused('OFFLINE'), refused('NOT_MEMBER'), fine()];
    const poster = new Poster(world({ ask: async () => answers.shift() }));
    await poster.open();
    expect(poster.face).toBe('failed');
    await poster.open();
    expect(poster.face).toBe('failed');
    await poster.open();
    expect(poster.face).toBe('shown');
  });

  test('an answer that comes after the page was left changes nothing', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const poster = new Poster(world({ ask: () => new Promise((resolve) => (answer = resolve)) }));
    const opening = poster.open();
    poster.leave();
    answer(fine());
    await opening;
    expect(poster.face).toBe('asking');
  });
});

describe('leaving the program', () => {
  test.each<[Saved, string]>([
    ['done', 'saved'],
    ['cancelled', ''],
    ['failed', 'saveFailed'],
    ['quiet', 'quiet'],
    ['denied', 'denied'],
    ['privacy', 'privacyOff'],
  ])('saving that ends as %s says %j, keeps the poster and takes the next tap', async (ended, said) => {
    const save = vi.fn(async () => ended);
    const poster = await opened({ save });
    await poster.save();
    expect([poster.said, poster.busy, poster.face]).toEqual([said, '', 'shown']);
    await poster.save();
    expect(save).toHaveBeenCalledTimes(2);
  });

  test('a refused permission leads by the settings to the saved picture, or stays open', async () => {
    const answers: Saved[] = ['denied', 'done'];
    const save = vi.fn(async () => answers.shift() ?? 'done');
    const poster = await opened({ save });
    await poster.save();
    await poster.settled(false);
    expect([poster.said, save.mock.calls.length]).toEqual(['denied', 1]);
    await poster.settled(true);
    expect([poster.said, save.mock.calls.length]).toEqual(['saved', 2]);
  });

  test('a second tap while the first is on its way does nothing', async () => {
    let end: (value: Saved) => void = () => undefined;
    const share = vi.fn(() => new Promise<Saved>((resolve) => (end = resolve)));
    const poster = await opened({ share });
    const first = poster.share();
    await poster.share();
    await poster.save();
    end('cancelled');
    await first;
    expect([share.mock.calls.length, poster.busy, poster.said]).toEqual([1, '', '']);
  });

  test('whatever fails in whatever order, nothing waits for ever and a way on is there', async () => {
    const end = fc.constantFrom<Saved>('done', 'cancelled', 'failed', 'quiet', 'denied', 'privacy');
    const act = fc.constantFrom('share', 'save', 'granted', 'notGranted', 'ticket', 'photo', 'card', 'again');
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          asked: fc.constantFrom(fine(), fine(null), refused('OFFLINE'), refused('CLOUD')),
          lost: fc.subarray<Layout>(['card', 'ticket', 'photo']),
          ends: fc.array(end, { minLength: 1 }),
          acts: fc.array(act, { maxLength: 8 }),
        }),
        async ({ asked, lost, ends, acts }) => {
          let at = 0;
          const next = async () => ends[at++ % ends.length] ?? 'done';
          const poster = await opened({
            ask: async () => asked,
            draw: async (layout) => (lost.includes(layout) ? null : `wxfile://${layout}.png`),
            share: next,
            save: next,
          });
          for (const each of acts) {
            if (each === 'share') await poster.share();
            else if (each === 'save') await poster.save();
            else if (each === 'again') await poster.open();
            else if (each === 'granted' || each === 'notGranted') await poster.settled(each === 'granted');
            else poster.choose(each as Layout);
            expect(['shown', 'card', 'failed']).toContain(poster.face);
            expect(poster.busy).toBe('');
            expect(poster.face === 'shown').toBe(poster.path !== '');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("WeChat's answers", () => {
  const phone = (globalThis as unknown as { wx: Record<string, unknown> }).wx;
  type Call = { success(found?: object): void; fail(reason: { errMsg: string; errno?: number }): void };

  beforeEach(() => {
    phone.canIUse = () => true;
  });

  test.each<[string, number | undefined, Saved]>([
    ['saveImageToPhotosAlbum:fail auth deny', undefined, 'denied'],
    ['saveImageToPhotosAlbum:fail authorize no response', undefined, 'denied'],
    ['saveImageToPhotosAlbum:fail cancel', undefined, 'cancelled'],
    ['saveImageToPhotosAlbum:fail privacy permission is not authorized', 104, 'privacy'],
    ['saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement', 112, 'privacy'],
    ['saveImageToPhotosAlbum:fail no such file', undefined, 'failed'],
  ])('%s is %s', async (errMsg, errno, ended) => {
    phone.saveImageToPhotosAlbum = ({ fail }: Call) => fail({ errMsg, ...(errno === undefined ? {} : { errno }) });
    expect(await album.saveToAlbum('wxfile://x.png')).toBe(ended);
  });

  test('a menu that was closed is no failure, one that this WeChat has not is', async () => {
    phone.showShareImageMenu = ({ fail }: Call) => fail({ errMsg: 'showShareImageMenu:fail cancel' });
    expect(await album.shareMenu('wxfile://x.png')).toBe('cancelled');
    phone.canIUse = () => false;
    expect(await album.shareMenu('wxfile://x.png')).toBe('failed');
  });

  test('what calls back never, or throws at once, ends all the same', async () => {
    vi.useFakeTimers();
    try {
      phone.showShareImageMenu = () => undefined;
      phone.saveImageToPhotosAlbum = () => undefined;
      phone.cloud = { downloadFile: () => undefined };
      const ends = [
        album.shareMenu('wxfile://x.png'),
        album.saveToAlbum('wxfile://x.png'),
        pictures.downloaded('cloud://never'),
        inTime(1000, () => {
          throw new Error('not supported');
        }),
      ];
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await Promise.all(ends)).toEqual(['quiet', 'quiet', null, null]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a picture is downloaded once, and what is none of the cloud never', async () => {
    const downloadFile = vi.fn(({ success }: Call) => success({ tempFilePath: 'wxfile://tmp_1.png' }));
    phone.cloud = { downloadFile };
    expect(await pictures.downloaded('cloud://a')).toBe('wxfile://tmp_1.png');
    expect(await pictures.downloaded('cloud://a')).toBe('wxfile://tmp_1.png');
    expect(await pictures.downloaded('https://elsewhere/a.png')).toBeNull();
    expect(downloadFile).toHaveBeenCalledTimes(1);
  });
});
