import { createReadStream } from 'node:fs';
import cloud from 'wx-server-sdk';
import { keepFile } from './files';

/** Files of the shop in cloud storage, by their cloud:// ids. 'unavailable': storage did not do it, or nobody knows. */
export interface Filing {
  /** Relative, without empty or dot segments. Keeping the same path again replaces the file and keeps its id. */
  keep(path: string, bytes: Buffer): Promise<string | 'unavailable'>;
  /** From a file of this machine, in small pieces: it is never in memory as a whole. */
  keepFrom(path: string, local: string): Promise<string | 'unavailable'>;
  read(id: string): Promise<Buffer | 'unavailable'>;
  /** False when some may still be there. One that is gone already is no failure. */
  remove(ids: readonly string[]): Promise<boolean>;
  /** An https address that anybody may use for so many seconds. */
  link(id: string, seconds: number): Promise<string | 'unavailable'>;
}

/** A request may name so many (developers.weixin.qq.com, cloud.deleteFile). */
const BATCH = 50;

/** Storage of the environment the function runs in. */
export const cloudFiling: Filing = {
  keep: keepFile,
  keepFrom: async (path, local) => {
    try {
      // The SDK pipes a read stream into its request (@cloudbase/node-sdk 3.17.2, storage/uploadFile).
      const { fileID } = await cloud.uploadFile({ cloudPath: path, fileContent: createReadStream(local) as never });
      return fileID;
    } catch {
      return 'unavailable';
    }
  },
  read: async (id) => {
    try {
      const { fileContent } = (await cloud.downloadFile({ fileID: id })) as unknown as { fileContent: Buffer };
      return fileContent;
    } catch {
      return 'unavailable';
    }
  },
  remove: async (ids) => {
    try {
      for (let from = 0; from < ids.length; from += BATCH)
        await cloud.deleteFile({ fileList: ids.slice(from, from + BATCH) });
      return true;
    } catch {
      return false;
    }
  },
  link: async (id, seconds) => {
    try {
      const asked = { fileList: [{ fileID: id, maxAge: seconds }] } as unknown as { fileList: string[] };
      const { fileList } = (await cloud.getTempFileURL(asked)) as { fileList: { tempFileURL: string }[] };
      return fileList[0]?.tempFileURL || 'unavailable';
    } catch {
      return 'unavailable';
    }
  },
};
