import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { CloudError } from '../contract';
import { pathOf } from '../storage/file-id';
import type { Files } from '../storage/files';
import { ControlError, validate } from './answer';
import { Openid } from './people';

/** As the platform: 50 files a request. */
const FileList = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50));
export const FileUrlInput = v.strictObject({ as: v.optional(Openid), fileList: FileList });
export const DeleteInput = v.strictObject({ as: Openid, fileList: FileList });
const UploadQuery = v.strictObject({ path: v.pipe(v.string(), v.nonEmpty()), as: Openid });

/** What wx.cloud reports per file: status 0, or the platform's number for a file that is not there. */
interface FileLine {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg: string;
}

const NOT_THERE = { status: -503003, errMsg: 'storage file not exists' };
const NOT_YOURS = { status: -503002, errMsg: 'storage exceed authority' };

/** wx.cloud.uploadFile by a person: the body is the file. */
export async function uploadAsPerson(
  files: Files,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<{ fileID: string }> {
  const { path, as } = validate(UploadQuery, Object.fromEntries(query));
  try {
    return { fileID: await files.put(path, request, as) };
  } catch (error) {
    if (error instanceof CloudError) {
      throw new ControlError(error.code === 'STORAGE_EXCEED_AUTHORITY' ? 403 : 400, error.code, error.message);
    }
    throw error;
  }
}

/** wx.cloud.getTempFileURL; the addresses are encoded and ready for an <img>. Every person may read every file. */
export function fileUrls(files: Files, fileList: string[]): { fileList: FileLine[] } {
  return {
    fileList: fileList.map((fileID) => {
      const path = pathOf(fileID);
      if (path === undefined || !files.find(path)) return { fileID, tempFileURL: '', ...NOT_THERE };
      return { fileID, tempFileURL: files.browserUrl(path), status: 0, errMsg: 'ok' };
    }),
  };
}

/** wx.cloud.deleteFile: only one's own. */
export async function deleteAsPerson(
  files: Files,
  as: string,
  fileList: string[],
): Promise<{ fileList: Omit<FileLine, 'tempFileURL'>[] }> {
  const lines = [];
  for (const fileID of fileList) {
    const path = pathOf(fileID);
    const found = path === undefined ? undefined : files.find(path);
    if (path === undefined || !found) lines.push({ fileID, ...NOT_THERE });
    else if (found.stored.owner !== as) lines.push({ fileID, ...NOT_YOURS });
    else {
      await files.remove(path, as);
      lines.push({ fileID, status: 0, errMsg: 'ok' });
    }
  }
  return { fileList: lines };
}
