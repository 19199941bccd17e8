// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compiled, render } from './stage';

type Reply = { result: unknown };

const answer = vi.fn<(sent: { action: string; key?: string; payload: object }) => Promise<Reply> | Reply>();
let tellNetwork: (status: { isConnected: boolean }) => void = () => undefined;
const wxOf = (globalThis as unknown as { wx: object }).wx;
Object.assign(wxOf, {
  cloud: {
    callFunction: async ({ data }: { data: { action: string; payload: object } }) => answer(data),
  },
  getStorageSync: () => '',
  setStorage: () => undefined,
  setStorageSync: () => undefined,
  onNetworkStatusChange: (listener: typeof tellNetwork) => {
    tellNetwork = listener;
  },
  getNetworkType: ({ success }: { success(found: { networkType: string }): void }) => success({ networkType: 'wifi' }),
});
compiled<{ watchNetwork(): void }>('services/network').watchNetwork();

interface Seeing {
  codeIn(result: string, path: string): string;
  printedIn(scene: string | undefined): string;
  scan(): Promise<{ code: string } | { failed: string }>;
}
const seeing = compiled<Seeing>('shopper/visit/scan');
const SCREEN = 'HTKV.default.29395440.AbCdEfGhIjKlMn_-';

describe('what a camera sees', () => {
  test('the text of the staff’s screen, and the scene of a printed code in the page’s query and in a path', () => {
    expect(seeing.codeIn(SCREEN, '')).toBe(SCREEN);
    expect(seeing.printedIn('v%3DAAAAbbbbCCCCdddd')).toBe('v=AAAAbbbbCCCCdddd');
    expect(seeing.codeIn('', 'shopper/visit/index?scene=v%3DAAAAbbbbCCCCdddd')).toBe('v=AAAAbbbbCCCCdddd');
  });

  test('nothing else is taken for a code: a payment code, a web page, an invitation, half of an escape', () => {
    for (const text of ['134567890123456789', 'https://example.com/?scene=v%3DAAAA', 'HTKV', ''])
      expect(seeing.codeIn(text, '')).toBe('');
    for (const scene of ['i%3DABCDEFGH', '%E0%A4%A', undefined, '']) expect(seeing.printedIn(scene)).toBe('');
    expect(seeing.codeIn('', 'shopper/landing/index?scene=i%3DABCDEFGH')).toBe('');
  });

  test.each([
    [{ result: SCREEN }, { code: SCREEN }],
    [{ result: '', path: 'shopper/visit/index?scene=v%3DAAAAbbbbCCCCdddd' }, { code: 'v=AAAAbbbbCCCCdddd' }],
    [{ result: 'https://example.com' }, { failed: 'other' }],
    [{ result: '' }, { failed: 'nothing' }],
  ])('%j is told apart', async (seen, told) => {
    Object.assign(wxOf, { scanCode: ({ success }: { success(found: object): void }) => success(seen) });
    expect(await seeing.scan()).toEqual(told);
  });

  test.each([
    ['scanCode:fail cancel', 'cancelled'],
    ['scanCode:fail auth deny', 'camera'],
    ['scanCode:fail', 'nothing'],
  ])('%s', async (errMsg, failed) => {
    Object.assign(wxOf, { scanCode: ({ fail }: { fail(reason: object): void }) => fail({ errMsg }) });
    expect(await seeing.scan()).toEqual({ failed });
  });
});

interface VisitStore {
  phase: string;
  view: { earned: number } | null;
  problem: { code: string; uncertain: boolean } | null;
  begin(code: string): Promise<void>;
  sign(): Promise<void>;
  leave(): void;
}
const { visit } = compiled<{ visit: VisitStore }>('shopper/stores/visit');
const NOW = Date.UTC(2026, 10, 21, 4, 0, 30);
const done = (repeated = false): Reply => ({
  result: {
    ok: true,
    data: {
      now: NOW,
      today: '2026-11-21',
      repeated,
      store: { id: 'default', name: '总店' },
      earned: 3,
      because: [],
      available: 23,
    },
  },
});
const no = (code: string): Reply => ({ result: { ok: false, error: { code, message: '' } } });

describe('a check-in at the store', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    answer.mockReset();
    tellNetwork({ isConnected: true });
  });
  afterEach(() => {
    visit.leave();
    vi.useRealTimers();
  });

  const begun = async (code: string) => {
    const running = visit.begin(code);
    await vi.advanceTimersByTimeAsync(1_000);
    await running;
  };

  test('a page without a code waits for a scan and asks nothing', async () => {
    await begun('');
    expect([visit.phase, answer.mock.calls.length]).toEqual(['ready', 0]);
  });

  test('a code is signed in, and a guest is asked to join', async () => {
    answer.mockReturnValueOnce(done());
    await begun(SCREEN);
    expect([visit.phase, visit.view?.earned]).toEqual(['done', 3]);
    answer.mockReturnValueOnce(no('NOT_MEMBER'));
    await begun(SCREEN);
    expect([visit.phase, visit.view]).toEqual(['guest', null]);
  });

  test('a refusal stands there, and what was there before it does not', async () => {
    answer.mockReturnValueOnce(done()).mockReturnValueOnce(no('VISIT_CODE'));
    await begun(SCREEN);
    await begun('v=AAAAbbbbCCCCdddd');
    expect([visit.phase, visit.view, visit.problem?.code]).toEqual(['refused', null, 'VISIT_CODE']);
  });

  test('a lost answer is asked for again under the same key', async () => {
    answer.mockRejectedValueOnce(new Error('reset')).mockReturnValueOnce(done());
    await begun(SCREEN);
    expect([visit.phase, visit.problem?.uncertain]).toEqual(['refused', true]);
    const again = visit.sign();
    await vi.advanceTimersByTimeAsync(1_000);
    await again;
    expect(visit.phase).toBe('done');
    const keys = answer.mock.calls.map(([{ key }]) => key);
    expect(keys[0]).toBeTruthy();
    expect(new Set(keys).size).toBe(1);
  });

  test('without a network nothing is asked, and it goes on by itself when there is one', async () => {
    tellNetwork({ isConnected: false });
    await begun(SCREEN);
    expect([visit.phase, visit.problem?.code, answer.mock.calls.length]).toEqual(['refused', 'OFFLINE', 0]);
    answer.mockReturnValueOnce(done());
    tellNetwork({ isConnected: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(visit.phase).toBe('done');
  });
});

interface Screen {
  current: { text: string } | null;
  secondsLeft: number;
  phase: string;
  problem: { code: string } | null;
  printed: string | null;
  show(): void;
  leave(): void;
  print(renew: boolean): Promise<{ code: string } | null>;
}
const { visitScreen } = compiled<{ visitScreen: Screen }>('admin/stores/visit');
const { desk } = compiled<{ desk: { home: unknown } }>('admin/stores/desk');

describe('the store’s screen', () => {
  const code = (minute: number, into = 0): Reply => ({
    result: {
      ok: true,
      data: {
        now: NOW + minute * 60_000 + into,
        today: '2026-11-21',
        store: { id: 'default', name: '总店' },
        text: `HTKV.default.${minute}.x`,
        until: NOW + 30_000 + minute * 60_000,
      },
    },
  });

  beforeEach(() => {
    vi.useFakeTimers();
    // The phone's own date is years off, and must not matter.
    vi.setSystemTime(Date.UTC(2020, 0, 1));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    answer.mockReset();
    tellNetwork({ isConnected: true });
    desk.home = { staff: { stores: [{ id: 'default', name: '总店' }] }, may: ['visits.code', 'visits.printed'] };
  });
  afterEach(() => {
    visitScreen.leave();
    vi.useRealTimers();
  });

  const shown = async () => {
    visitScreen.show();
    await vi.advanceTimersByTimeAsync(0);
  };

  test('the code turns by itself when its minute is over', async () => {
    answer.mockReturnValueOnce(code(0)).mockReturnValueOnce(code(1, -30_000));
    await shown();
    expect([visitScreen.current?.text, visitScreen.secondsLeft]).toEqual(['HTKV.default.0.x', 30]);
    await vi.advanceTimersByTimeAsync(29_000);
    expect([answer.mock.calls.length, visitScreen.secondsLeft]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([visitScreen.current?.text, visitScreen.secondsLeft]).toEqual(['HTKV.default.1.x', 60]);
  });

  test('without a network the last code goes before it is worthless, and a new one comes with the network', async () => {
    answer.mockReturnValueOnce(code(0)).mockReturnValueOnce(code(3));
    await shown();
    tellNetwork({ isConnected: false });
    await vi.advanceTimersByTimeAsync(74_000);
    expect(visitScreen.current?.text).toBe('HTKV.default.0.x');
    await vi.advanceTimersByTimeAsync(2_000);
    expect([visitScreen.current, answer.mock.calls.length]).toEqual([null, 1]);
    tellNetwork({ isConnected: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(visitScreen.current?.text).toBe('HTKV.default.3.x');
  });

  test('a refusal is kept, to be said', async () => {
    answer.mockReturnValue(no('STORE_NOT_YOURS'));
    await shown();
    expect([visitScreen.phase, visitScreen.problem?.code]).toEqual(['failed', 'STORE_NOT_YOURS']);
  });

  test('a printed code that WeChat does not draw now is told from one that was not asked for', async () => {
    answer.mockReturnValueOnce(code(0));
    await shown();
    expect(visitScreen.printed).toBeNull();
    const store = { id: 'default', name: '总店' };
    answer.mockReturnValueOnce({ result: { ok: true, data: { picture: null, store } } });
    expect(await visitScreen.print(false)).toBeNull();
    expect(visitScreen.printed).toBe('');
    answer.mockReturnValueOnce({ result: { ok: true, data: { picture: 'cloud://a/visits/1.png', store } } });
    await visitScreen.print(true);
    expect(visitScreen.printed).toBe('cloud://a/visits/1.png');
    answer.mockReturnValueOnce(no('ROLE_REQUIRED'));
    expect((await visitScreen.print(true))?.code).toBe('ROLE_REQUIRED');
    expect(visitScreen.printed).toBe('cloud://a/visits/1.png');
  });

  test('its code is a picture with a name, and its ring starts where the code already is', () => {
    const qr = render('admin/components/qr/index', { text: SCREEN, label: '到店打卡的二维码' });
    expect(String(qr.data.src)).toMatch(/^data:image\/svg\+xml,/);
    qr.setData({ text: '' });
    expect(qr.data.src).toBe('');
    const ring = render('admin/components/ring/index', { turn: 'a', goneMs: 12_000, periodMs: 60_000 });
    expect(ring.dom.innerHTML).toContain('animation-delay: -12000ms');
  });
});

describe('the printed code goes into the album', () => {
  const { saveToAlbum } = compiled<{ saveToAlbum(id: string): Promise<string> }>('admin/services/album');
  const cloud = (wxOf as { cloud: object }).cloud;
  const downloads = (found: string | null) =>
    Object.assign(cloud, {
      downloadFile: ({ success, fail }: { success(got: object): void; fail(reason: object): void }) =>
        found ? success({ tempFilePath: found }) : fail({ errMsg: 'downloadFile:fail' }),
    });
  const album = (errMsg: string | null) =>
    Object.assign(wxOf, {
      saveImageToPhotosAlbum: ({ success, fail }: { success(): void; fail(reason: object): void }) =>
        errMsg ? fail({ errMsg }) : success(),
    });

  test.each([
    [null, 'saved'],
    ['saveImageToPhotosAlbum:fail auth deny', 'refused'],
    ['saveImageToPhotosAlbum:fail cancel', 'cancelled'],
    ['saveImageToPhotosAlbum:fail system error', 'gone'],
  ])('%s → %s', async (errMsg, kept) => {
    downloads('wxfile://tmp/1.png');
    album(errMsg);
    expect(await saveToAlbum('cloud://a/1.png')).toBe(kept);
  });

  test('a picture that does not come is no question of permission', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    downloads(null);
    expect(await saveToAlbum('cloud://a/1.png')).toBe('gone');
  });
});
