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
