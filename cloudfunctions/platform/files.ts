import cloud from 'wx-server-sdk';

/** Relative, without empty or dot segments. Putting the same path again replaces the file and keeps its id. */
export type FileKeeper = (path: string, bytes: Buffer) => Promise<string | 'unavailable'>;

/** Keeps a file in cloud storage and answers its cloud:// id. 'unavailable': storage did not take it; it may be there all the same. */
export const keepFile: FileKeeper = async (path, bytes) => {
  try {
    const { fileID } = await cloud.uploadFile({ cloudPath: path, fileContent: bytes });
    return fileID;
  } catch {
    return 'unavailable';
  }
};

/** The bytes of a file, or why there are none: 'large' has more than `most`. */
export type FileFetcher = (fileId: string, most: number) => Promise<Buffer | 'unavailable' | 'large'>;

/**
 * Ids are `cloud://<environment>/<path>`. The platform hands a file over as a whole, at most 50 MB from a phone: what is over the
 * limit is let go before anybody looks at it.
 */
export const fetchFile: FileFetcher = async (fileId, most) => {
  try {
    const { fileContent } = (await cloud.downloadFile({ fileID: fileId })) as { fileContent: unknown };
    if (!Buffer.isBuffer(fileContent)) return 'unavailable';
    return fileContent.length > most ? 'large' : fileContent;
  } catch {
    return 'unavailable';
  }
};

/** What is not needed any more. A file that stays is no harm: nothing leads to it. */
export type FileRemover = (fileId: string) => Promise<void>;

export const removeFile: FileRemover = async (fileId) => {
  try {
    await cloud.deleteFile({ fileList: [fileId] });
  } catch {
    // Tried once; whoever keeps the environment tidy finds it below incoming/.
  }
};
