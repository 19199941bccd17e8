/** Calls of the function `staff` as somebody, through the control interface of a local cloud. */
import { setupCode } from '../../cloudfunctions/core/staffing';
import { takeSecrets } from '../../scripts/cloud-store';
import type { Answer } from '../../typings/api/envelope';
import type { StaffActions } from '../../typings/api/staff';
import type { Line } from './shopper';

/** Rejects when there is no answer at all, and when it is a refusal. */
export async function callStaff<Action extends keyof StaffActions>(
  line: Line,
  as: string,
  action: Action,
  payload: StaffActions[Action][0],
  key?: string,
): Promise<StaffActions[Action][1]> {
  const { result, error } = (await line.control('/local/call', {
    as,
    name: 'staff',
    data: { action, payload, key },
  })) as { result?: Answer<StaffActions[Action][1]>; error?: { message: string } };
  if (!result) throw new Error(error?.message ?? 'no result');
  if (!result.ok) throw new Error(`${action}: ${result.error.code}`);
  return result.data;
}

/** As `npm run setup` prints it. */
export async function setupCodeOf(origin: string): Promise<string> {
  await takeSecrets(origin);
  return setupCode();
}
