import cloud from 'wx-server-sdk';
import { type Collection, StoreError } from './store';

/**
 * Removes these documents for good. Not part of the store: the books are never removed from, and only what has an end
 * of its own (nonces) comes here.
 */
export async function removeDocuments(
  collection: Extract<Collection, 'requests'>,
  ids: readonly string[],
): Promise<void> {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
  const db = cloud.database();
  try {
    await db
      .collection(collection)
      .where({ _id: db.command.in([...ids]) })
      .remove();
  } catch (cause) {
    throw new StoreError(`remove ${collection}`, cause);
  }
}
