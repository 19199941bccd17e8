import * as v from 'valibot';
import { CloudError } from '../contract';
import { pathOf } from './file-id';
import type { Files } from './files';

const BATCH_LIMIT = 50;

const UrlRequest = v.object({
  file_list: v.array(
    v.object({ fileid: v.string(), max_age: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  ),
});
const DeleteRequest = v.object({ fileid_list: v.array(v.string()) });

function parse<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new CloudError('INVALID_PARAM', `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

function bounded<T>(list: T[]): T[] {
  if (list.length > BATCH_LIMIT) throw new CloudError('INVALID_PARAM', `at most ${BATCH_LIMIT} files a request`);
  return list;
}

/** The `storage.*` actions of wx-server-sdk. */
export async function performStorage(
  files: Files,
  action: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (action === 'storage.getUploadMetadata') return { data: { ...files.uploadPass(body.path) } };
  if (action === 'storage.batchGetDownloadUrl') {
    const list = bounded(parse(UrlRequest, body).file_list);
    return { data: { download_list: list.map(({ fileid, max_age }) => downloadOf(files, fileid, max_age)) } };
  }
  if (action === 'storage.batchDeleteFile') {
    const deleted = [];
    for (const fileID of bounded(parse(DeleteRequest, body).fileid_list)) {
      const path = pathOf(fileID);
      const found = path !== undefined && (await files.remove(path));
      deleted.push({ fileID, code: found ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' });
    }
    return { data: { delete_list: deleted } };
  }
  throw new CloudError('NOT_AVAILABLE_LOCALLY', `${action} is not available locally`);
}

function downloadOf(files: Files, fileID: string, maxAge: number | undefined) {
  const path = pathOf(fileID);
  if (path === undefined || !files.find(path)) {
    return {
      fileID,
      code: 'STORAGE_FILE_NONEXIST',
      message: 'storage file not exists',
      tempFileURL: '',
      maxAge: maxAge ?? 0,
    };
  }
  return { fileID, code: 'SUCCESS', tempFileURL: files.temporaryUrl(path, maxAge), maxAge: maxAge ?? 86_400 };
}
