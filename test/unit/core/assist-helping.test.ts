import { beforeAll, expect, test, vi } from 'vitest';
import {
  type Assist,
  decideAssist,
  helpAssist,
  landingAssist,
  startAssist,
  sweepAssists,
  viewAssist,
} from '../../../cloudfunctions/core/assist';
import { referralBirth } from '../../../cloudfunctions/core/inviting';
import { loadSettings } from '../../../cloudfunctions/core/settings';
import type { Result } from '../../../cloudfunctions/platform/refusal';
import type { DayKey } from '../../../typings/domain';
import { ASSIST, friendlySettings, friendlyWorld, later, memberIn, REFERRAL } from '../../faults/simulation/friendly';
import type { Memory } from '../../faults/simulation/memory-store';
import { environment } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url'));

const HOURS = 60;
const people = () => friendlyWorld(['starter', 'f1', 'f2', 'f3', 'f4', 'f5']);

// Settings are kept by the instance.
beforeAll(async () => {
  await loadSettings(environment((await people()).plain()));
});

const codeOf = (result: Result<unknown>) => (result.ok ? null : result.code);
const all = (memory: Memory) => memory.all('assists') as unknown as Assist[];
const caller = (who: string) => ({ openid: `openid-${who}`, key: 'tap' });

function start(memory: Memory, minutes = 0, campaign = ASSIST.campaign) {
  return startAssist(environment(memory.plain(), later(minutes)), caller('starter'), { campaign });
}

async function started(): Promise<{ memory: Memory; id: string }> {
  const memory = await people();
  const begun = await start(memory);
  if (!begun.ok) throw new Error(begun.code);
  return { memory, id: begun.data.id };
}

/** @param address of the friend's own phone, unless told */
function help(memory: Memory, id: string, who: string, { minutes = 0, address = who } = {}) {
  return helpAssist(environment(memory.plain(), later(minutes)), caller(who), { id }, address);
}

const set = (memory: Memory, id: string, change: Record<string, unknown>) =>
  memory.plain().update('members', id, {}, { set: change });

test('nobody helps themselves, nor without being a member, nor with an account that is frozen or closed', async () => {
  const { memory, id } = await started();
  await set(memory, 'f1', { state: 'frozen' });
  await set(memory, 'f2', { state: 'closed' });
  const before = JSON.stringify([all(memory), memory.all('tallies')]);
  const told = [];
  for (const who of ['starter', 'nobody', 'f1', 'f2']) told.push(codeOf(await help(memory, id, who)));
  expect(told).toEqual(['ASSIST_OWN', 'NOT_MEMBER', 'FROZEN', 'FROZEN']);
  expect(codeOf(await help(memory, '0'.repeat(24), 'f3'))).toBe('ASSIST_NOT_FOUND');
  expect(codeOf(await help(memory, id, 'f3', { minutes: 48 * HOURS + 1 }))).toBe('ASSIST_ENDED');
  expect(JSON.stringify([all(memory), memory.all('tallies')])).toBe(before);
});

test('who helps several times at once has helped once, and has used one turn of the day', async () => {
  const { memory, id } = await started();
  const answers = await Promise.all([1, 2, 3, 4].map(() => help(memory, id, 'f1')));
  expect(answers.map(codeOf)).toEqual([null, null, null, null]);
  expect(all(memory)[0]).toMatchObject({ count: 1, state: 'open' });
  expect(memory.all('tallies').map(({ n }) => n)).toEqual([1]);
});

test('of five friends at once three help, and the others keep their turns', async () => {
  const { memory, id } = await started();
  const answers = await Promise.all(['f1', 'f2', 'f3', 'f4', 'f5'].map((who) => help(memory, id, who)));
  const late = answers.map(codeOf).filter((code) => code !== null);
  expect(late).toEqual(['ASSIST_ENDED', 'ASSIST_ENDED']);
  const [assist] = all(memory);
  expect([assist?.count, Object.keys(assist?.helpers ?? {}).length]).toEqual([3, 3]);
  expect(
    memory
      .all('tallies')
      .map(({ n }) => n)
      .sort(),
  ).toEqual([0, 0, 1, 1, 1]);
});

test('whoever has one running gets that one; after it another, so often as the campaign says', async () => {
  const { memory, id } = await started();
  for (const minutes of [1, 47 * HOURS]) expect(await start(memory, minutes)).toMatchObject({ data: { id } });
  expect(codeOf(await start(memory, 49 * HOURS, 'sun'))).toBe('ASSIST_OFF');
  const second = await start(memory, 49 * HOURS);
  expect(second).toMatchObject({ data: { state: 'open', own: true } });
  expect(codeOf(await start(memory, 98 * HOURS))).toBe('LIMIT_REACHED');
  expect(all(memory)).toHaveLength(2);
  await set(memory, 'starter', { state: 'frozen' });
  expect(codeOf(await start(memory, 98 * HOURS))).toBe('FROZEN');
});

test('a campaign that cannot pay one more sends nobody to their friends', async () => {
  const { memory } = await started();
  await memory.plain().update('stock', `budget:assist:${ASSIST.campaign}`, {}, { set: { left: 79 } });
  expect(codeOf(await start(memory, 49 * HOURS))).toBe('ASSIST_OFF');
  await memory.plain().update('stock', `budget:assist:${ASSIST.campaign}`, {}, { set: { left: 80 } });
  expect(codeOf(await start(memory, 49 * HOURS))).toBeNull();
});

test('friends from one network are looked at; the decision is made once, and is answered again to whom made it', async () => {
  const { memory, id } = await started();
  for (const who of ['f1', 'f2', 'f3']) await help(memory, id, who, { address: 'one place' });
  expect(all(memory)[0]?.state).toBe('review');
  const env = environment(memory.plain(), later(5));
  const decide = async (pay: boolean, by: string) => codeOf(await decideAssist(env, friendlySettings, { id, pay, by }));
  expect([await decide(false, 'boss'), await decide(false, 'boss')]).toEqual([null, null]);
  expect([await decide(true, 'boss'), await decide(false, 'wife')]).toEqual(['CASE_DECIDED', 'CASE_DECIDED']);
  await sweepAssists(environment(memory.plain(), later(99)), friendlySettings, later(100));
  expect(all(memory)[0]).toMatchObject({ state: 'refused', decidedBy: 'boss', look: null, case: null });
});

test('who decides to pay in spite of an empty budget pays from outside of it', async () => {
  const { memory, id } = await started();
  await memory.plain().update('stock', `budget:assist:${ASSIST.campaign}`, {}, { set: { left: 10 } });
  for (const who of ['f1', 'f2', 'f3']) await help(memory, id, who);
  expect(all(memory)[0]).toMatchObject({ state: 'review', reasons: [{ code: 'budget' }] });
  const env = environment(memory.plain(), later(5));
  expect(codeOf(await decideAssist(env, friendlySettings, { id, pay: true, by: 'boss' }))).toBeNull();
  expect(all(memory)[0]).toMatchObject({ state: 'paid', budget: null });
  expect(memory.all('stock').map(({ left }) => left)).toEqual([10]);
});

test('what has been granted is paid in full, also when the budget has ended meanwhile', async () => {
  const { memory, id } = await started();
  const granted = { state: 'granted', look: later(1) };
  await memory.plain().update('assists', id, {}, { set: granted });
  await memory.plain().update('stock', `budget:assist:${ASSIST.campaign}`, {}, { set: { left: 10 } });
  await sweepAssists(environment(memory.plain(), later(2)), friendlySettings, later(3));
  expect(all(memory)[0]?.state).toBe('paid');
  expect(memberIn(memory, 'starter').balance).toBe(ASSIST.reward.points);
});

test('a friend who has only just joined on an invitation is judged first', async () => {
  const { memory, id } = await started();
  const came = { memberId: 'f1', at: later(0), joinedOn: '2026-11-21' as DayKey };
  const invited = { inviterId: 'starter', by: 'card', address: null, union: null } as const;
  await memory.plain().add('referrals', referralBirth(came, invited, REFERRAL, 1).document);
  for (const who of ['f1', 'f2', 'f3']) await help(memory, id, who, { minutes: 1 });
  expect(all(memory)[0]).toMatchObject({ state: 'full', look: later(10) });
  await sweepAssists(environment(memory.plain(), later(10)), friendlySettings, later(11));
  expect(all(memory)[0]).toMatchObject({ state: 'paid', look: null });
});

test('a name that WeChat has not let through is nobody else’s to read, and a closed account has none', async () => {
  const { memory, id } = await started();
  const env = environment(memory.plain());
  const named = (nickname: string, unchecked: boolean) => ({ profile: { nickname, avatar: null, unchecked } });
  await set(memory, 'starter', named('坏名字', true));
  await set(memory, 'f1', named('小林', false));
  await set(memory, 'f2', named('小王', false));
  for (const who of ['f1', 'f2']) await help(memory, id, who);
  await set(memory, 'f2', { state: 'closed' });
  expect(await viewAssist(env, 'openid-f1', id)).toMatchObject({
    data: {
      own: false,
      starter: { nickname: null },
      helpers: [
        { nickname: '小林', own: true },
        { nickname: null, own: false },
      ],
    },
  });
  const landing = await landingAssist(env, friendlySettings, id);
  expect(landing).toMatchObject({ starter: { nickname: null }, helped: 2 });
  expect(JSON.stringify(landing)).not.toContain('小林');
});
