import cloud from 'wx-server-sdk';

/** Addresses by cloud:// id; what has none is absent, and is drawn instead. */
export type PictureFinder = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * https addresses of kept pictures, good for a day, for pages that cannot read cloud:// ids. At most 50 at once
 * (developers.weixin.qq.com, cloud.getTempFileURL).
 */
export const picturesOf: PictureFinder = async (ids) => {
  if (ids.length === 0) return new Map();
  try {
    const answer = await cloud.getTempFileURL({ fileList: [...ids] });
    const { fileList } = answer as { fileList: { fileID: string; tempFileURL: string; status: number }[] };
    return new Map(fileList.filter((file) => file.tempFileURL !== '').map((file) => [file.fileID, file.tempFileURL]));
  } catch {
    // A page without pictures is a page all the same.
    return new Map();
  }
};
