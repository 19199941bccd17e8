/** A function beside the product's own that stores a document as the staff's pages will. */
import cloud from 'wx-server-sdk';

export async function main({ collection, document }: { collection: string; document: { _id: string } }): Promise<void> {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
  const { _id, ...data } = document;
  await cloud.database().collection(collection).doc(_id).set({ data });
}
