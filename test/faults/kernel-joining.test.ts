import { expect, test, vi } from 'vitest';
import type { Member, Origin } from '../../cloudfunctions/core/account';
import { type Created, createWithoutWeChat, findByRef, findMember, join } from '../../cloudfunctions/core/membership';
import { defaultShop } from '../../cloudfunctions/core/shop';
import type { Result } from '../../cloudfunctions/platform/refusal';
import type { Store } from '../../cloudfunctions/platform/store';
import { explore } from './simulation/explore';
import { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, NOON, settings, tick } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
const consent = { termsVersion: defaultShop.terms.version, privacyVersion: defaultShop.privacy.version };

let ids = 0;

async function joining(store: Store, input = consent): Promise<Result<Member>> {
  ids += 1;
  // Its own, also while the others are on their way.
  const own = `member${ids}`;
  const env = { ...environment(store), newId: () => own };
  return join(env, 'one-person', input, settings, await findMember(store, 'one-person'));
}

const checkInIfMember: Process['run'] = async (store) => {
  const member = await findMember(store, 'one-person');
  return member && call(store, member._id, { key: 'checkin:2026-11-21', points: 5, daily: true });
};

async function law(deviations: Deviation[]): Promise<Ending> {
  const memory = new Memory(() => NOON);
  const tap: Process = { name: 'join', run: (store) => joining(store) };
  const checkIn: Process = { name: 'check-in', run: checkInIfMember };
  const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
  const ending = await play(memory, [tap, tap, tap, checkIn, sweeper], deviations);
  const again = await joining(memory.plain());
  if (!again.ok) throw new Error(`joining again was refused: ${again.code}`);
  const members = memory.all('members');
  if (members.length !== 1) throw new Error(`${members.length} members`);
  const numbers = memory.all('identities').filter(({ kind }) => kind === 'number');
  if (numbers.length !== 1) throw new Error(`${numbers.length} numbers taken for one member`);
  const answered = ending.results.flatMap((result) => {
    const value = result !== 'died' && 'value' in result ? (result.value as Result<Member> | null) : null;
    return value?.ok && 'number' in value.data ? [value.data] : [];
  });
  for (const { _id, number } of answered) {
    if (_id !== members[0]?._id || number !== members[0]?.number) throw new Error('two joins saw two members');
  }
  const wrong = await aftermath(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

test('any number of joins of one person end in one member with sound books', async () => {
  const { runs } = await explore(law, 2, 3);
  expect(runs).toBeGreaterThan(500);
});

test('a number that another member has is passed over for the next of the series', async () => {
  const memory = new Memory(() => NOON);
  const first = await joining(memory.plain());
  if (!first.ok) throw new Error('not joined');
  const { number, _id } = first.data;
  // The same member id once more, in an empty database where somebody else already has its first number.
  const taken = memory.all('identities').find((identity) => identity.kind === 'number');
  const crowded = new Memory(() => NOON);
  await crowded.plain().add('identities', { ...taken, memberId: 'somebody else' } as { _id: string });
  const env = { ...environment(crowded.plain()), newId: () => _id };
  const second = await join(env, 'one-person', consent, settings, null);
  expect(second).toMatchObject({ ok: true, data: { _id } });
  if (second.ok) expect(second.data.number).not.toBe(number);
});

test('an outdated consent joins nobody', async () => {
  const memory = new Memory(() => NOON);
  const refused = await joining(memory.plain(), { ...consent, termsVersion: '2001-01-01' });
  expect(refused).toEqual({ ok: false, code: 'CONSENT_OUTDATED' });
  expect(memory.all('identities')).toEqual([]);
  expect(memory.all('members')).toEqual([]);
});

const till: Origin = { storeId: 'default', channel: 'till', actor: 'partner', partnerId: 'till-1' };
const phone = '+8613800138000';
const card = 'VIP 0001';

function creating(store: Store, input: { phone?: string; card?: string }): Promise<Result<Created>> {
  ids += 1;
  const own = `member${ids}`;
  return createWithoutWeChat({ ...environment(store), newId: () => own }, settings, input, till);
}

async function lawWithoutWeChat(deviations: Deviation[]): Promise<Ending> {
  const memory = new Memory(() => NOON);
  const byPhone: Process = { name: 'by phone', run: (store) => creating(store, { phone }) };
  const byBoth: Process = { name: 'by both', run: (store) => creating(store, { phone, card }) };
  const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
  const ending = await play(memory, [byBoth, byPhone, byBoth, sweeper], deviations);
  const again = await creating(memory.plain(), { phone, card });
  if (!again.ok) throw new Error(`creating again was refused: ${again.code}`);
  const members = memory.all('members');
  if (members.length !== 1) throw new Error(`${members.length} members`);
  const kinds = memory.all('identities').map(({ kind }) => kind);
  if (kinds.sort().join() !== 'card,number,phone') throw new Error(`identities: ${kinds.join()}`);
  const created = ending.results.filter((result) => {
    const value = result !== 'died' && 'value' in result ? (result.value as Result<Created> | undefined) : undefined;
    return value?.ok && value.data.created;
  });
  if (created.length > 1) throw new Error('two calls say that they made the member');
  for (const ref of [{ phone }, { card }, { number: again.data.member.number }]) {
    const found = await findByRef(environment(memory.plain()), ref);
    if (!found.ok || found.data._id !== members[0]?._id) throw new Error(`not found by ${Object.keys(ref)}`);
  }
  const wrong = await aftermath(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

test('any number of creations by one phone and card number end in one member with sound books', async () => {
  const { runs } = await explore(lawWithoutWeChat, 2, 12);
  expect(runs).toBeGreaterThan(500);
});
