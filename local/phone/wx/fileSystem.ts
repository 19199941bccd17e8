import { MAX_USER_BYTES, USER_DATA_PATH } from '../shell/device/files';
import { asynchronous, Failure, type Options, type Surroundings, text } from './api';

type Bytes = Uint8Array<ArrayBuffer>;

/** wx.getFileSystemManager(): every operation in its asynchronous and its Sync form over the phone's files. */
export function fileSystem(around: Surroundings): Record<string, unknown> {
  const { shell } = around;
  const { files } = shell;

  const writable = (path: string, call: string) => {
    if (!path.startsWith(`${USER_DATA_PATH}/`)) throw new Failure(`permission denied, ${call} ${path}`);
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!files.isFolder(folder)) throw new Failure(`no such file or directory, ${call} ${path}`);
  };
  const stored = (path: string, call: string) => {
    const found = files.get(path);
    if (!found)
      throw new Failure(
        files.isFolder(path)
          ? `illegal operation on a directory, ${call} ${path}`
          : `no such file or directory, ${call} ${path}`,
      );
    return found;
  };
  const room = (more: number) => {
    const used = files.all('wxfile://').reduce((sum, { stored: { bytes } }) => sum + bytes.length, 0);
    if (used + more > MAX_USER_BYTES) throw new Failure('the maximum size of the file storage limit is exceeded');
  };
  const stat = (path: string) => {
    const found = files.get(path);
    if (!found && !files.isFolder(path)) throw new Failure(`no such file or directory, stat ${path}`);
    const atS = Math.floor((found?.atMs ?? Date.now()) / 1000);
    return {
      mode: found ? 33206 : 16822,
      size: found?.bytes.length ?? 0,
      lastAccessedTime: atS,
      lastModifiedTime: atS,
      isFile: () => found !== undefined,
      isDirectory: () => found === undefined,
    };
  };

  const operations: Record<string, { sync: (...given: unknown[]) => unknown; from: (options: Options) => unknown }> = {
    access: {
      sync: (path) => {
        if (!files.has(String(path))) throw new Failure(`no such file or directory, access ${path}`);
      },
      from: (o) => operations.access?.sync(o.path),
    },
    readFile: {
      sync: (path, encoding, position, length) => {
        const { bytes } = stored(String(path), 'open');
        const from = typeof position === 'number' ? position : 0;
        return read(bytes.slice(from, typeof length === 'number' ? from + length : undefined), encoding);
      },
      from: (o) => ({ data: operations.readFile?.sync(o.filePath, o.encoding, o.position, o.length) }),
    },
    writeFile: {
      sync: (path, data, encoding) => {
        writable(String(path), 'open');
        const bytes = written(data, encoding);
        room(bytes.length);
        files.put(String(path), bytes);
      },
      from: (o) => operations.writeFile?.sync(o.filePath, o.data, o.encoding),
    },
    appendFile: {
      sync: (path, data, encoding) => {
        writable(String(path), 'open');
        const before = stored(String(path), 'open').bytes;
        const more = written(data, encoding);
        room(more.length);
        const both = new Uint8Array(before.length + more.length);
        both.set(before);
        both.set(more, before.length);
        files.put(String(path), both);
      },
      from: (o) => operations.appendFile?.sync(o.filePath, o.data, o.encoding),
    },
    copyFile: {
      sync: (from, to) => {
        writable(String(to), 'copyFile');
        const { bytes, type } = stored(String(from), 'copyFile');
        room(bytes.length);
        files.put(String(to), bytes.slice(), type);
      },
      from: (o) => operations.copyFile?.sync(o.srcPath, o.destPath),
    },
    rename: {
      sync: (from, to) => {
        writable(String(to), 'rename');
        const { bytes, type } = stored(String(from), 'rename');
        files.put(String(to), bytes, type);
        files.delete(String(from));
      },
      from: (o) => operations.rename?.sync(o.oldPath, o.newPath),
    },
    unlink: {
      sync: (path) => {
        stored(String(path), 'unlink');
        files.delete(String(path));
      },
      from: (o) => operations.unlink?.sync(o.filePath),
    },
    mkdir: {
      sync: (given, recursive) => {
        const path = String(given);
        if (files.has(path)) throw new Failure(`file already exists, mkdir ${path}`);
        if (recursive === true) {
          for (let end = path.indexOf('/', USER_DATA_PATH.length + 1); end > 0; end = path.indexOf('/', end + 1))
            files.makeFolder(path.slice(0, end));
        } else writable(path, 'mkdir');
        files.makeFolder(path);
      },
      from: (o) => operations.mkdir?.sync(o.dirPath, o.recursive),
    },
    rmdir: {
      sync: (path, recursive) => {
        if (!files.isFolder(String(path))) throw new Failure(`no such file or directory, rmdir ${path}`);
        if (recursive !== true && files.list(String(path)).length > 0)
          throw new Failure(`directory not empty, rmdir ${path}`);
        files.deleteFolder(String(path));
      },
      from: (o) => operations.rmdir?.sync(o.dirPath, o.recursive),
    },
    readdir: {
      sync: (path) => {
        if (!files.isFolder(String(path))) throw new Failure(`no such file or directory, scandir ${path}`);
        return files.list(String(path));
      },
      from: (o) => ({ files: operations.readdir?.sync(o.dirPath) }),
    },
    stat: { sync: (path) => stat(String(path)), from: (o) => ({ stats: stat(text(o, 'path')) }) },
    truncate: {
      sync: (path, length) => {
        const { bytes, type } = stored(String(path), 'truncate');
        const cut = new Uint8Array(Number(length ?? 0));
        cut.set(bytes.subarray(0, cut.length));
        files.put(String(path), cut, type);
      },
      from: (o) => operations.truncate?.sync(o.filePath, o.length),
    },
    saveFile: {
      sync: (temporary, wanted) => {
        const { bytes, type } = stored(String(temporary), 'saveFile');
        const path = typeof wanted === 'string' && wanted !== '' ? wanted : String(temporary).replace('tmp_', 'store_');
        room(bytes.length);
        files.put(path, bytes, type);
        files.delete(String(temporary));
        return path;
      },
      from: (o) => ({ savedFilePath: operations.saveFile?.sync(o.tempFilePath, o.filePath) }),
    },
    removeSavedFile: {
      sync: (path) => void files.delete(String(path)),
      from: (o) => operations.removeSavedFile?.sync(o.filePath),
    },
    getSavedFileList: {
      sync: () =>
        files.all('wxfile://store_').map(({ path, stored: { bytes, atMs } }) => ({
          filePath: path,
          size: bytes.length,
          createTime: Math.floor(atMs / 1000),
        })),
      from: () => ({ fileList: operations.getSavedFileList?.sync() }),
    },
    getFileInfo: {
      sync: (path) => ({ size: stored(String(path), 'stat').bytes.length }),
      from: (o) => operations.getFileInfo?.sync(o.filePath),
    },
  };

  const manager: Record<string, unknown> = {};
  for (const [name, { sync, from }] of Object.entries(operations)) {
    manager[name] = asynchronous(around, name, from);
    manager[`${name}Sync`] = (...given: unknown[]) => {
      try {
        return sync(...given);
      } catch (error) {
        throw new Error(`${name}Sync:fail ${error instanceof Failure ? error.reason : error}`);
      }
    };
  }
  return {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => manager,
    saveFile: manager.saveFile,
    removeSavedFile: manager.removeSavedFile,
    getSavedFileList: manager.getSavedFileList,
    getFileInfo: manager.getFileInfo,
    base64ToArrayBuffer: (base64: string) => bytesOfBase64(base64).buffer,
    arrayBufferToBase64: (buffer: ArrayBuffer) => base64OfBytes(new Uint8Array(buffer)),
  };
}

function read(bytes: Bytes, encoding: unknown): string | ArrayBuffer {
  switch (encoding) {
    case undefined:
      return bytes.buffer;
    case 'utf8':
    case 'utf-8':
      return new TextDecoder().decode(bytes);
    case 'base64':
      return base64OfBytes(bytes);
    case 'hex':
      return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'ascii':
    case 'latin1':
    case 'binary':
      return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
    default:
      throw new Failure(`invalid encoding "${encoding}"`);
  }
}

function written(data: unknown, encoding: unknown): Bytes {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (typeof data !== 'string') throw new Failure('data should be a string or an ArrayBuffer');
  switch (encoding) {
    case undefined:
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(data);
    case 'base64':
      return bytesOfBase64(data);
    case 'hex':
      return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    case 'ascii':
    case 'latin1':
    case 'binary':
      return Uint8Array.from(data, (letter) => letter.charCodeAt(0));
    default:
      throw new Failure(`invalid encoding "${encoding}"`);
  }
}

function bytesOfBase64(base64: string): Bytes {
  return Uint8Array.from(atob(base64.replace(/^data:[^,]*,/, '').replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
}

function base64OfBytes(bytes: Uint8Array): string {
  let letters = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    letters += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(letters);
}
