import { expect, test } from 'vitest';
import { checkBooks, type Member } from '../../../cloudfunctions/core/account';
import { makeUp, signIn } from '../../../cloudfunctions/core/checkin';
import { defaultProgramme, type Programme } from '../../../cloudfunctions/core/programme';
import { programmeDocument } from '../../../cloudfunctions/core/programme/stored';
import { home } from '../../../cloudfunctions/shopper/home';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON } from '../../faults/simulation/world';

const DAY_MS = 86_400_000;

/** Coming three times makes a silver member, whose check-ins count twice. */
const [regular, silver] = defaultProgramme.tiers.list;
if (!regular || !silver) throw new Error('the default has two tiers');
const programme: Programme = {
  ...defaultProgramme,
  growth: { perFen: null, checkIn: 10, join: 0 },
  tiers: {
    ...defaultProgramme.tiers,
    list: [regular, { ...silver, from: 30, keep: 30, rights: [{ code: 'checkIn', factor: 200 }] }],
  },
};

test('a check-in that reaches a tier says so, tells the inbox, and the next one earns as the new tier (CHK-10)', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('settings', { _id: 'programme', shape: 2, ...programmeDocument(programme) } as { _id: string });
  const joined: Member = { ...member('m'), joinedOn: '2026-11-01' as DayKey };
  await store.add('members', joined);
  const on = (n: number) => environment(store, (NOON + n * DAY_MS) as EpochMs);
  const caller = (n: number) => ({ openid: 'openid-m', key: `tap-${n}` });
  const signed = async (n: number) => {
    const answer = await signIn(on(n), caller(n), {});
    if (!answer.ok) throw new Error(answer.code);
    return answer.data;
  };
  expect(await signed(0)).toMatchObject({ earned: 5, member: { tier: { code: 'regular' }, progress: { growth: 10 } } });
  await signed(1);
  const reached = await signed(2);
  expect(reached.because.map(({ code, result }) => [code, result])).toEqual([
    ['checkin.base', 5],
    ['growth.counted', 5],
    ['tier.up', 5],
  ]);
  expect(reached.member.tier.code).toBe('silver');
  expect(reached.checkin.nextPoints).toBe(10);
  const shown = await home(on(2), 'openid-m');
  expect(shown).toMatchObject({
    ok: true,
    data: {
      inbox: { unread: 1, latest: { kind: 'tierUp', facts: { tier: '银卡会员' }, day: '2026-11-23', unread: true } },
    },
  });
  expect((await signed(3)).earned).toBe(10);
  // A card continues the run; it is no coming, and brings no growth.
  const mended = await makeUp(on(3), caller(9), { day: '2026-11-20' as DayKey });
  expect(mended).toMatchObject({ ok: true, data: { earned: 10 } });
  const [after] = memory.all('members') as unknown as Member[];
  expect(after?.growth).toBe(40);
  expect(memory.all('notices').length).toBe(1);
  expect(await checkBooks(store, 'm')).toEqual([]);
});
