import { expect, test } from 'vitest';
import { isAct, type LedgerRow } from '../../../cloudfunctions/core/reports/measures';
import type { Channel, EntryKind, EpochMs, Points } from '../../../typings/domain';

const row = (kind: EntryKind, channel: Channel, credited = false): LedgerRow => ({
  _id: `m1:${kind}`,
  memberId: 'm1',
  at: 0 as EpochMs,
  kind,
  key: kind,
  points: 10 as Points,
  storeId: 'default',
  channel,
  credited,
});

test('whoever joins was here, unless an import brought them from another system', () => {
  expect([isAct(row('join', 'mini')), isAct(row('join', 'till')), isAct(row('join', 'counter'))]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isAct(row('join', 'system')), isAct(row('opening', 'system'))]).toEqual([false, false]);
});

test('an order that the system completed is still of somebody who bought, and what others have caused is nobody’s visit', () => {
  expect([isAct(row('order', 'system')), isAct(row('order', 'till', true))]).toEqual([true, false]);
});
