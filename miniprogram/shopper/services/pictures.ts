import { inTime } from './in-time';

/**
 * Pictures for a canvas are downloaded first: a canvas cannot draw what another host serves, and draws nothing while it loads.
 * WeChat gives every download a name of its own, so that no earlier picture is shown in its place.
 */
const DOWNLOAD_MS = 8000;
const KEPT = 12;

const kept = new Map<string, string>();

/** Temporary path of a cloud:// file; null when it did not come in time or is none of the cloud. */
export async function downloaded(fileId: string): Promise<string | null> {
  const known = kept.get(fileId);
  if (known) return known;
  if (!fileId.startsWith('cloud://')) return null;
  const path = await inTime<string>(DOWNLOAD_MS, (done) => {
    wx.cloud.downloadFile({
      fileID: fileId,
      success: ({ tempFilePath }) => done(tempFilePath || null),
      fail: (reason) => {
        console.info('a picture did not come', reason.errMsg);
        done(null);
      },
    });
  });
  if (path === null) return null;
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(fileId, path);
  return path;
}

/** It could not be read after all: the next one downloads it again. */
export function forgetDownload(fileId: string): void {
  kept.delete(fileId);
}
