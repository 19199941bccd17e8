/** add: one document or many. */
import { randomBytes } from 'node:crypto';
import { decode } from '../extended-json';
import { BadRequest, invalidParam, refusing } from '../refusals';
import { type Body, refuseOversize } from '../request';
import { type Collection, keyOf } from '../storage/catalogue';
import { type Change, duplicateKey } from '../storage/change';
import type { Transaction } from '../transactions';
import { type Document, isDocument, Rank, rankOf } from '../values/order';
import type { Writer } from '../writer';

/** `_id` first, made where it is missing: 32 hex digits, as the platform makes them. */
function identified(document: unknown): Document {
  if (!isDocument(document)) throw new BadRequest('each document must be an object');
  if (Object.keys(document)[0] === '_id' && typeof document._id === 'string') return document;
  const { _id, ...fields } = document;
  if (_id === undefined) return { _id: randomBytes(16).toString('hex'), ...fields };
  const rank = rankOf(_id);
  if (rank === Rank.array || rank === Rank.regex)
    throw new BadRequest("The '_id' value cannot be an array or a regular expression");
  return { _id, ...fields };
}

function changesOf(body: Body, collection: Collection, nowMs: number): Change[] {
  const { data } = body;
  if (!Array.isArray(data) || data.length === 0 || !data.every((text) => typeof text === 'string')) {
    throw invalidParam('data must be a non-empty list of Extended JSON strings');
  }
  refuseOversize(data);
  return refusing(() =>
    data.map((text): Change => {
      const after = identified(decode(text, nowMs));
      return { collection, key: keyOf(collection, after._id), before: undefined, after };
    }),
  );
}

const answerOf = (changes: Change[]): Record<string, unknown> => ({
  data: {
    insertedIds: changes.map(({ after }) => (rankOf(after?._id) === Rank.objectId ? String(after?._id) : after?._id)),
  },
});

export function insert(
  body: Body,
  collection: Collection,
  writer: Writer,
  nowMs: number,
): Promise<Record<string, unknown>> {
  const changes = changesOf(body, collection, nowMs);
  return writer.write(() => ({ changes, answer: answerOf(changes) }));
}

export function insertWithin(
  body: Body,
  collection: Collection,
  transaction: Transaction,
  nowMs: number,
): Record<string, unknown> {
  const changes = changesOf(body, collection, nowMs);
  for (const change of changes) {
    if (transaction.read(change.key) !== undefined) throw duplicateKey(change);
    transaction.write(change);
  }
  return answerOf(changes);
}
