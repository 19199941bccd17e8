import { expect, test } from 'vitest';
import { noticeBirth } from '../../../cloudfunctions/core/messaging';
import { claim, giveBack } from '../../../cloudfunctions/core/outbox/claim';
import type { Sending } from '../../../cloudfunctions/core/outbox/plan';
import type { DayKey } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON } from '../../faults/simulation/world';

const TODAY = '2026-11-21' as DayKey;
const idsOf = (sendings: readonly Sending[] = []) => sendings.map(({ notice }) => notice._id);

test('of two pages that overlap each sender gets what the other has not, and gives back nothing but its own', async () => {
  const memory = new Memory(() => NOON);
  const facts = { points: 1, lastDay: TODAY };
  const sendings = ['a', 'b', 'c'].map(
    (id) => ({ notice: noticeBirth(id, 'expiring', 'expiring', facts, NOON).document }) as Sending,
  );
  const ids = idsOf(sendings);
  for (const { notice } of sendings) await memory.plain().add('notices', notice);
  const [one, other] = [environment(memory.plain()), environment(memory.plain())];
  const first = await claim(one, sendings.slice(0, 2), TODAY);
  const second = await claim(other, sendings, TODAY);
  expect([idsOf(first?.sendings), idsOf(second?.sendings)]).toEqual([ids.slice(0, 2), ids.slice(2)]);
  expect(await claim(one, sendings, TODAY)).toBeNull();
  await giveBack(other, second?.token ?? '', ids, NOON);
  const due = memory.all('notices').filter(({ outbox }) => outbox !== undefined);
  expect(due.map(({ _id }) => _id)).toEqual(ids.slice(2));
});
