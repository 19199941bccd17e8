import * as v from 'valibot';
import type { DatabaseGate } from '../admin/database';
import { CloudError } from '../contract';
import type { Defects } from '../defects';

/** One page, as a phone asks for it: 20 rows at most (developers.weixin.qq.com, Collection.limit). */
export const ReadInput = v.strictObject({
  collection: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)), 20),
});

/** Numbers a phone shows (wx-server-sdk's table of errors). */
const DENIED = -502_003;
const MISSING = -502_005;

interface Refusal {
  error: { code: string; errCode: number; message: string };
}

/** wx.cloud.database().collection(x).get() by a phone. Every collection is ADMINONLY, unless a defect was ordered. */
export async function readAsPerson(
  { database, defects }: { database: DatabaseGate; defects: Defects },
  { collection, limit }: v.InferOutput<typeof ReadInput>,
): Promise<{ data: unknown[] } | Refusal> {
  const body = { collectionName: collection, queryType: 'WHERE', limit };
  try {
    const { result } = await database.perform('database.getDocument', body, undefined, 0);
    if (!defects.isOpen(collection)) return refusal('DATABASE_PERMISSION_DENIED', DENIED, 'Permission denied');
    const { list } = result.data as { list: string[] };
    return { data: list.map((row) => JSON.parse(row)) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return refusal(error.code, MISSING, error.message);
  }
}

function refusal(code: string, errCode: number, message: string): Refusal {
  return { error: { code, errCode, message } };
}
