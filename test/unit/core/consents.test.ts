import { expect, test } from 'vitest';
import { type Given, recordConsents } from '../../../cloudfunctions/core/outbox';
import type { ConsentAnswer } from '../../../typings/api/messages';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON } from '../../faults/simulation/world';

const yes: ConsentAnswer = { kind: 'pointsEnding', answer: 'accept' };
const no: ConsentAnswer = { kind: 'tierWarning', answer: 'reject' };

async function taps(keys: readonly string[], openid = 'openid-a'): Promise<Given[]> {
  const memory = new Memory(() => NOON);
  await memory.plain().add('members', member('a'));
  for (const key of keys) await recordConsents(environment(memory.plain()), { openid, key }, [yes, no]);
  return memory.all('consents') as unknown as Given[];
}

test('a tap records what was agreed to, once, of a member alone', async () => {
  expect(await taps(['one', 'one', 'two'])).toMatchObject([
    { memberId: 'a', kind: 'pointsEnding', state: 'open' },
    { memberId: 'a', kind: 'pointsEnding', state: 'open' },
  ]);
  expect(await taps(['one'], 'nobody')).toEqual([]);
});

test('however often somebody taps, no more is kept than there are messages to send', async () => {
  expect(await taps(Array.from({ length: 30 }, (_, n) => `tap ${n}`))).toHaveLength(5);
});
