import { beforeEach, expect, test, vi } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { updateProfile } from '../../../cloudfunctions/core/membership';
import type { TextVerdict } from '../../../cloudfunctions/platform/open-api';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member } from '../../faults/simulation/world';

beforeEach(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});

async function rename(verdict: TextVerdict, change: Partial<Member> = {}) {
  const memory = new Memory(() => 0);
  const store = memory.plain();
  await store.add('members', { ...member('m'), ...change });
  const caller = { openid: 'openid-m', key: 'tap' };
  const answer = await updateProfile(environment(store), caller, { nickname: '小林' }, async () => verdict);
  return { answer, profile: memory.all('members')[0]?.profile };
}

test('a nickname that WeChat could not check is taken, and marked to be checked again', async () => {
  const { answer, profile } = await rename('unknown');
  expect(answer).toMatchObject({ ok: true, data: { nickname: '小林' } });
  expect(profile).toEqual({ nickname: '小林', avatar: null, unchecked: true });
});

test('a checked nickname takes the mark away, a risky one changes nothing', async () => {
  const marked = { profile: { nickname: '旧', avatar: null, unchecked: true } };
  expect((await rename('pass', marked)).profile).toMatchObject({ nickname: '小林', unchecked: false });
  const refused = await rename('risky', marked);
  expect(refused.answer).toMatchObject({ ok: false, code: 'TEXT_REFUSED' });
  expect(refused.profile).toEqual(marked.profile);
});

test('a frozen account is told so, a closed one too', async () => {
  expect((await rename('pass', { state: 'frozen' })).answer).toMatchObject({ ok: false, code: 'FROZEN' });
  expect((await rename('pass', { state: 'closed' })).answer).toMatchObject({ ok: false, code: 'CLOSED' });
});
