// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { duties } from '../../cloudfunctions/core/staffing';
import { compiled } from './stage';

interface Sent {
  action: string;
  payload: unknown;
  key?: string;
  lang: string;
}
type Outcome =
  | { ok: true; data: unknown }
  | { ok: false; problem: { code: string; uncertain: boolean; message: string } };

const callFunction = vi.fn<(options: { name: string; data: Sent }) => Promise<{ result: unknown }>>();
let tellNetwork: (status: { isConnected: boolean }) => void = () => undefined;
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction },
  onNetworkStatusChange: (listener: typeof tellNetwork) => {
    tellNetwork = listener;
  },
  getNetworkType: ({ success }: { success(found: { networkType: string }): void }) => success({ networkType: 'wifi' }),
});

const network = compiled<{ watchNetwork(): void }>('services/network');
network.watchNetwork();
const { call } = compiled<{ call(action: string, payload: unknown): Promise<Outcome> }>('services/cloud');
const staff = compiled<{ call: typeof call }>('admin/services/staff');
compiled('office/services/staff');

const yes = { result: { ok: true, data: { fine: true } } };
const no = (code: string, message = '') => ({ result: { ok: false, error: { code, message } } });
const keys = () => callFunction.mock.calls.map(([{ data }]) => data.key);

beforeEach(async () => {
  tellNetwork({ isConnected: true });
  callFunction.mockReset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('a command', () => {
  test('carries a key of the allowed shape, and the language', async () => {
    callFunction.mockResolvedValue(yes);
    await call('checkin.signIn', { day: '2026-11-21' });
    const sent = callFunction.mock.calls[0]?.[0];
    expect(sent?.name).toBe('shopper');
    expect(sent?.data).toMatchObject({ action: 'checkin.signIn', payload: { day: '2026-11-21' }, lang: 'zh-Hans' });
    expect(sent?.data.key).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });

  test('of the staff goes to their function, whatever it is called', async () => {
    callFunction.mockResolvedValue(yes);
    for (const action of Object.keys(duties)) await staff.call(action, {});
    expect(new Set(callFunction.mock.calls.map(([{ name }]) => name))).toEqual(new Set(['staff']));
    const keyed = callFunction.mock.calls.flatMap(([{ data }]) => (data.key ? [data.action] : []));
    expect(keyed).toEqual(expect.arrayContaining(['counter.sell', 'parcels.ship', 'staff.invite']));
    expect(keyed).not.toContain('parcels.list');
  });

  test('whose answer was lost is repeated under the same key', async () => {
    callFunction.mockRejectedValueOnce(new Error('cloud.callFunction:fail')).mockResolvedValueOnce(yes);
    const first = await call('checkin.signIn', { day: '2026-11-22' });
    expect(first).toMatchObject({ ok: false, problem: { code: 'CLOUD', uncertain: true } });
    await call('checkin.signIn', { day: '2026-11-22' });
    expect(new Set(keys()).size).toBe(1);
  });

  test('that was done gets a new key the next time', async () => {
    callFunction.mockResolvedValue(yes);
    await call('member.updateProfile', { nickname: '林晓' });
    await call('member.updateProfile', { nickname: '林晓' });
    expect(new Set(keys()).size).toBe(2);
  });

  test('that was refused for good gets a new key the next time', async () => {
    callFunction.mockResolvedValue(no('MAKEUP_NO_CARD'));
    await call('checkin.makeUp', { day: '2026-11-18' });
    await call('checkin.makeUp', { day: '2026-11-18' });
    expect(new Set(keys()).size).toBe(2);
  });

  test('met by BUSY is repeated once by itself, under the same key', async () => {
    callFunction.mockResolvedValueOnce(no('BUSY')).mockResolvedValueOnce(yes);
    expect(await call('checkin.signIn', { day: '2026-11-23' })).toMatchObject({ ok: true });
    expect(callFunction).toHaveBeenCalledTimes(2);
    expect(new Set(keys()).size).toBe(1);
  });

  test('another intent has another key', async () => {
    callFunction.mockRejectedValue(new Error('lost'));
    await call('checkin.makeUp', { day: '2026-11-11' });
    await call('checkin.makeUp', { day: '2026-11-12' });
    expect(new Set(keys()).size).toBe(2);
  });
});

test('a question carries no key', async () => {
  callFunction.mockResolvedValue(yes);
  await call('member.home', {});
  expect(keys()).toEqual([undefined]);
});

test('without a network nothing is sent, and that is certain', async () => {
  tellNetwork({ isConnected: false });
  const outcome = await call('checkin.signIn', { day: '2026-11-24' });
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'OFFLINE', uncertain: false } });
  expect(callFunction).not.toHaveBeenCalled();
});

test('an answer that is none is a problem, not an exception', async () => {
  callFunction.mockResolvedValue({ result: 'oops' });
  expect(await call('member.home', {})).toMatchObject({ ok: false, problem: { code: 'CLOUD' } });
});

test('no answer in time is a problem that leaves the outcome open', async () => {
  vi.useFakeTimers();
  callFunction.mockReturnValue(new Promise(() => undefined));
  const outcome = call('checkin.signIn', { day: '2026-11-25' });
  await vi.advanceTimersByTimeAsync(12_000);
  expect(await outcome).toMatchObject({ ok: false, problem: { code: 'TIMEOUT', uncertain: true } });
  vi.useRealTimers();
});
