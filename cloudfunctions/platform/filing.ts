import { createReadStream, createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import cloud from 'wx-server-sdk';

/** Files of the shop in cloud storage, by their cloud:// ids. 'unavailable': storage did not do it, or nobody knows. */
export interface Filing {
  /**
   * From a file of this machine, in small pieces: it is never in memory as a whole.
   * @param path relative, without empty or dot segments; keeping it again replaces the file and keeps its id
   */
  keepFrom(path: string, local: string): Promise<string | 'unavailable'>;
  /** Behind what a file of this machine holds, in small pieces as well. False when not all of it may be there. */
  appendTo(local: string, id: string): Promise<boolean>;
  read(id: string): Promise<Buffer | 'unavailable'>;
  /** False when some may still be there. One that is gone already is no failure. */
  remove(ids: readonly string[]): Promise<boolean>;
  /** An https address that anybody may use for so many seconds. */
  link(id: string, seconds: number): Promise<string | 'unavailable'>;
}

/** A request may name so many (developers.weixin.qq.com, cloud.deleteFile). */
const BATCH = 50;
/** For handing over a file, s. */
const HANDED_S = 600;
/** Storage that says nothing for so long says nothing any more. */
const SILENCE_MS = 10_000;

/** Storage of the environment the function runs in. */
export const cloudFiling: Filing = {
  keepFrom: async (path, local) => {
    try {
      // The SDK pipes a read stream into its request (@cloudbase/node-sdk 3.17.2, storage/uploadFile).
      const { fileID } = await cloud.uploadFile({ cloudPath: path, fileContent: createReadStream(local) as never });
      return fileID;
    } catch {
      return 'unavailable';
    }
  },
  appendTo: async (local, id) => {
    const url = await cloudFiling.link(id, HANDED_S);
    if (url === 'unavailable') return false;
    try {
      // The SDK's own download says it is done before it has written the file (@cloudbase/node-sdk 3.17.2).
      const bytes = await answerOf(url);
      await pipeline(bytes, createWriteStream(local, { flags: 'a' }));
      return true;
    } catch {
      return false;
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

/** @throws when storage does not hand the file over */
async function answerOf(url: string): Promise<IncomingMessage> {
  const { get } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const request = get(url, { timeout: SILENCE_MS }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer);
      answer.resume();
      reject(new Error(`storage answered ${answer.statusCode}`));
    });
    request.on('timeout', () => request.destroy(new Error('storage has gone silent')));
    request.on('error', reject);
  });
}
