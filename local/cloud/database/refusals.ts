/** Refusals in the platform's own words. [test] = asserted by the upstream suites, [field] = reported by users. */
import { CloudError } from '../contract';

/** What MongoDB answers for a malformed query, update or pipeline: its words arrive inside DATABASE_REQUEST_FAILED. */
export class BadRequest extends Error {}

/** E11000, already worded as MongoDB 4.0 words it. */
export class DuplicateKey extends Error {}

export const invalidParam = (message: string): CloudError => new CloudError('INVALID_PARAM', message);

export const requestFailed = (message: string): CloudError => new CloudError('DATABASE_REQUEST_FAILED', message);

/** [field, many]: no action creates a collection by itself. */
export const collectionMissing = (name: string): CloudError =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. Please check your request, but if the problem persists, contact us.`,
  );

/** [field] */
export const collectionExists = (name: string): CloudError =>
  new CloudError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceUnavailable.ResourceExist] Table exist: ${name}`);

/** [test] */
export const transactionConflict = (): CloudError =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  );

/** [test] */
export const transactionMissing = (): CloudError =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
  );

/** [field, many independent reports]; the tail of the sentence is ours, after its two siblings. */
export const transactionBusy = (): CloudError =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please check your request, but if the problem persists, contact us.',
  );

/** Any failure of the engine on what the program sent, as the program sees it. */
export function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // [field] The wording comes from the Go driver behind the gateway.
  if (error instanceof DuplicateKey) {
    return requestFailed(`[FailedOperation] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`);
  }
  return requestFailed(`[FailedOperation] ${message}`);
}

/** Runs the engine on what a program sent; its complaints become refusals. */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asCloudError(error);
  }
}
