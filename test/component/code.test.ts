// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compiled, render, settle, tap, text } from './stage';

type Reply = { result: unknown };

const answer = vi.fn<(sent: { action: string }) => Promise<Reply> | Reply>();
let tellNetwork: (status: { isConnected: boolean }) => void = () => undefined;
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: { action: string } }) => answer(data) },
  getStorageSync: () => '',
  onNetworkStatusChange: (listener: typeof tellNetwork) => {
    tellNetwork = listener;
  },
  getNetworkType: ({ success }: { success(found: { networkType: string }): void }) => success({ networkType: 'wifi' }),
});

const { code128 } = compiled<{ code128(digits: string): number[] }>('shopper/code/barcode/code128');
const network = compiled<{ watchNetwork(): void }>('services/network');
network.watchNetwork();

interface Code {
  current: { code: string; from: number; until: number } | null;
  issued: unknown[];
  now: number;
  secondsLeft: number;
  problem: { code: string } | null;
  show(): void;
  hide(): void;
}
const { code } = compiled<{ code: Code }>('shopper/stores/code');

describe('Code 128', () => {
  const digits = fc
    .array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 })
    .map((pairs) => pairs.map((pair) => String(pair).padStart(2, '0')).join(''));

  test('every symbol is eleven modules wide, the stop thirteen, and bars and spaces alternate', () => {
    fc.assert(
      fc.property(digits, (value) => {
        const widths = code128(value);
        const symbols = 1 + value.length / 2 + 1;
        expect(widths).toHaveLength(symbols * 6 + 7);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBe(symbols * 11 + 13);
        // In every symbol the bars together are an even number of modules: that is how a scanner checks it.
        for (let at = 0; at < symbols * 6; at += 6) {
          const [a = 0, , b = 0, , c = 0] = widths.slice(at, at + 6);
          expect((a + b + c) % 2).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('no two values look the same', () => {
    const first = (value: number) => code128(String(value).padStart(2, '0')).slice(6, 12).join('');
    expect(new Set(Array.from({ length: 100 }, (_, value) => first(value))).size).toBe(100);
  });

  test('what is no even number of digits has no bars rather than wrong ones', () => {
    for (const wrong of ['', '1', '123', '12a4', '1 2 ']) expect(code128(wrong)).toEqual([]);
  });
});

test.each(['barcode', 'qr-code'])('a %s is a picture with a name, and nothing without digits', (name) => {
  const part = render(`shopper/code/${name}/index`, { digits: '886201187429312345', label: '会员码' });
  expect(String(part.data.src)).toMatch(/^data:image\/svg\+xml,/);
  part.setData({ digits: '' });
  expect(part.data.src).toBe('');
});

test('the ring starts where the code already is', () => {
  const ring = render('shopper/code/countdown-ring/index', { turn: 'a', goneMs: 12_000, periodMs: 60_000 });
  expect(ring.dom.innerHTML).toContain('animation-delay:-12000ms'.replace(':', ': '));
});

test('a page that was opened first leads home, any other back', async () => {
  const ways: string[] = [];
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    switchTab: () => ways.push('home'),
    navigateBack: () => ways.push('back'),
  });
  const pages = (count: number) => Object.assign(globalThis, { getCurrentPages: () => Array(count).fill({}) });
  for (const count of [1, 2]) {
    pages(count);
    const header = render('shopper/components/back-header/index', { title: '会员码', label: '返回' });
    expect(text(header)).toBe('会员码');
    tap(header.querySelector('.back-way'));
    await settle();
  }
  expect(ways).toEqual(['home', 'back']);
});

describe('the codes of the next minutes', () => {
  const SERVER = Date.UTC(2026, 10, 21, 4, 0, 30);
  const set = (from: number) =>
    Array.from({ length: 10 }, (_, index) => ({
      code: `8862011874293${String(index + from).padStart(5, '0')}`,
      from: SERVER - 30_000 + (from + index) * 60_000,
      until: SERVER + 30_000 + (from + index) * 60_000,
    }));
  const yes = (from = 0, minutes = from): Reply => ({
    result: { ok: true, data: { now: SERVER + minutes * 60_000, number: '862011874293', codes: set(from) } },
  });

  beforeEach(() => {
    vi.useFakeTimers();
    // The phone's own date is years off, and must not matter.
    vi.setSystemTime(Date.UTC(2020, 0, 1));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    code.issued = [];
    answer.mockReset();
    tellNetwork({ isConnected: true });
  });

  afterEach(() => {
    code.hide();
    vi.useRealTimers();
  });

  const shown = async () => {
    code.show();
    await vi.advanceTimersByTimeAsync(0);
  };

  test("the code of the server's minute is shown, and the next one when that minute is over", async () => {
    answer.mockResolvedValue(yes());
    await shown();
    expect(code.current?.code).toBe('886201187429300000');
    expect(code.secondsLeft).toBe(30);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(code.current?.code).toBe('886201187429300000');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(code.current?.code).toBe('886201187429300001');
    expect(answer).toHaveBeenCalledTimes(1);
  });

  test('when two are left the next ten are asked for', async () => {
    answer.mockResolvedValueOnce(yes()).mockResolvedValueOnce(yes(8, 7.5));
    await shown();
    await vi.advanceTimersByTimeAsync(7 * 60_000);
    expect(answer).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answer).toHaveBeenCalledTimes(2);
    expect(code.current?.code).toBe('886201187429300008');
  });

  test('without a network it goes on with those it has, and then has none', async () => {
    answer.mockResolvedValue(yes());
    await shown();
    tellNetwork({ isConnected: false });
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    expect(code.current?.code).toBe('886201187429300009');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(code.current).toBeNull();
    expect(code.problem?.code).toBe('OFFLINE');
    expect(answer).toHaveBeenCalledTimes(1);
  });

  test('back in the network they are fetched by themselves', async () => {
    answer.mockResolvedValueOnce(yes()).mockResolvedValueOnce(yes(20));
    await shown();
    tellNetwork({ isConnected: false });
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(code.current).toBeNull();
    tellNetwork({ isConnected: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(code.current?.code).toBe('886201187429300020');
  });

  test("setting the phone's clock changes no code and asks the server again", async () => {
    answer.mockResolvedValue(yes());
    await shown();
    vi.setSystemTime(Date.UTC(2019, 0, 1));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(answer).toHaveBeenCalledTimes(2);
    expect(code.current?.code).toBe('886201187429300000');
  });

  test('a page that was left asks for nothing any more', async () => {
    answer.mockResolvedValue(yes());
    await shown();
    code.hide();
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(answer).toHaveBeenCalledTimes(1);
  });

  test('a refusal is kept, to be said', async () => {
    answer.mockResolvedValue({ result: { ok: false, error: { code: 'NOT_MEMBER', message: '' } } });
    await shown();
    expect(code.problem?.code).toBe('NOT_MEMBER');
    expect(code.current).toBeNull();
  });
});

describe('the screen', () => {
  const calls: [string, unknown][] = [];
  const screen = compiled<{ brighten(): void; restore(): void }>('shopper/code/screen');
  let answerBrightness: (found: { value: number }) => void = () => undefined;

  beforeEach(() => {
    calls.length = 0;
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => calls.push(['kept', keepScreenOn]),
      setScreenBrightness: ({ value }: { value: number }) => calls.push(['bright', value]),
      getScreenBrightness: ({ success }: { success: typeof answerBrightness }) => {
        answerBrightness = success;
      },
    });
  });

  test('is bright and kept on while the code is held out, and as before afterwards', () => {
    screen.brighten();
    answerBrightness({ value: 0.4 });
    screen.restore();
    expect(calls).toEqual([
      ['kept', true],
      ['bright', 1],
      ['kept', false],
      ['bright', 0.4],
    ]);
  });

  test('left before the phone has said how bright it is, it stays as it is', () => {
    screen.brighten();
    screen.restore();
    answerBrightness({ value: 0.4 });
    expect(calls.filter(([what]) => what === 'bright')).toEqual([]);
  });
});
