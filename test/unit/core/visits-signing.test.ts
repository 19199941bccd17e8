import { beforeAll, expect, test, vi } from 'vitest';
import { journalOf } from '../../../cloudfunctions/core/account';
import { loadSettings } from '../../../cloudfunctions/core/settings';
import type { Staff } from '../../../cloudfunctions/core/staffing';
import { type Printer, printedCode, visitStore } from '../../../cloudfunctions/core/visits';
import { printedScene, screenCodeAt } from '../../../cloudfunctions/core/visits/code';
import { keyFor } from '../../../cloudfunctions/platform/secrets';
import { friendlyWorld, later, memberIn, VISIT_POINTS } from '../../faults/simulation/friendly';
import type { Memory } from '../../faults/simulation/memory-store';
import { environment } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url'));

/** The shop's day ends twelve hours after the noon from which minutes count. */
const MIDNIGHT = 12 * 60;
const world = () => friendlyWorld(['m', 'other']);

// Settings are kept by the instance.
beforeAll(async () => {
  await loadSettings(environment((await world()).plain()));
});

const screenAt = (minutes: number) => screenCodeAt('default', later(minutes), keyFor('visit')).text;

async function visits(memory: Memory, minutes: number, tap: string, code = screenAt(minutes), who = 'm') {
  const env = environment(memory.plain(), later(minutes));
  const answer = await visitStore(env, { openid: `openid-${who}`, key: tap, lang: 'zh-Hans' }, { code });
  return answer.ok ? { earned: answer.data.earned, repeated: answer.data.repeated } : answer.code;
}

const NEW = { earned: VISIT_POINTS, repeated: false };

test('the day after begins at midnight, for a new tap; the same tap gets the answer it has missed', async () => {
  const memory = await world();
  expect(await visits(memory, MIDNIGHT - 1, 'late')).toEqual(NEW);
  expect(await visits(memory, MIDNIGHT + 1, 'late', screenAt(MIDNIGHT - 1))).toEqual(NEW);
  // Nothing but that very tap: an old code proves nothing to others.
  expect(await visits(memory, MIDNIGHT + 1, 'again', screenAt(MIDNIGHT - 1))).toBe('VISIT_CODE');
  expect(await visits(memory, MIDNIGHT + 2, 'early')).toEqual(NEW);
  expect(await visits(memory, MIDNIGHT + 3, 'twice')).toEqual({ ...NEW, repeated: true });
  const signed = journalOf(memberIn(memory, 'm')).filter(({ kind }) => kind === 'visit');
  expect(signed.map(({ points }) => points)).toEqual([VISIT_POINTS, VISIT_POINTS]);
});

test('a code that is passed on is no visit once its minutes are over, and never brings one of another’s taps', async () => {
  const memory = await world();
  const code = screenAt(0);
  expect(await visits(memory, 0, 'tap', code)).toEqual(NEW);
  expect(await visits(memory, 5, 'tap', code, 'other')).toBe('VISIT_CODE');
  expect(await visits(memory, -5, 'tap', code, 'other')).toBe('VISIT_CODE');
});

test.each([
  ['frozen', 'FROZEN'],
  ['closed', 'CLOSED'],
])('a %s account signs in nowhere', async (state, refused) => {
  const memory = await world();
  await memory.plain().update('members', 'm', {}, { set: { state } });
  expect(await visits(memory, 0, 'tap')).toBe(refused);
});

const owner = { role: 'owner', stores: [] as string[] } as Staff;

test('of two who print at once the later printing holds, and its picture is never the other’s', async () => {
  const memory = await world();
  const env = environment(memory.plain());
  const drawing: { scene: string; drawn: () => void }[] = [];
  const printer: Printer = {
    miniCode: (scene) =>
      new Promise((resolve) => {
        const drawn = () => resolve({ bytes: Buffer.from(scene), extension: 'png' });
        drawing.push({ scene, drawn });
      }),
    keepFile: async (_path, bytes) => `cloud://${bytes}`,
  };
  const print = () => printedCode(env, owner, { storeId: 'default', renew: true }, printer);
  const both = [print(), print()];
  await vi.waitFor(() => expect(drawing).toHaveLength(2));
  const scenes = [1, 2].map((printing) => printedScene('default', printing, keyFor('visit')));
  expect(drawing.map(({ scene }) => scene).sort()).toEqual([...scenes].sort());
  // The one that holds is drawn first: the other’s comes too late to take its place.
  const drawn = (wanted: string | undefined) => drawing.find(({ scene }) => scene === wanted)?.drawn();
  drawn(scenes[1]);
  await Promise.race(both);
  drawn(scenes[0]);
  for (const answer of await Promise.all(both)) expect(answer.ok).toBe(true);
  const [kept] = memory.all('settings').filter(({ _id }) => _id === 'visits');
  expect(kept).toMatchObject({ stores: { default: { printing: 2, picture: `cloud://${scenes[1]}` } } });
  expect(await visits(memory, 0, 'tap', scenes[0])).toBe('VISIT_CODE');
  expect(await visits(memory, 0, 'tap', scenes[1])).toEqual(NEW);
});
