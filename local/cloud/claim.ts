import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A socket named after the folder. It cannot lie in the folder, because its path must be short (108 characters on Linux).
 * On Linux it lies in no folder at all: a name that begins with NUL is gone with its process.
 */
function socketOf(dataDir: string): string {
  const name = `local-cloud-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function isAnswered(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/**
 * Two servers over one data folder would each believe in their own locks and transactions. The claim is a listening
 * socket, so it ends with the process, however that ends. Rejects when another server holds it.
 */
export async function claim(dataDir: string): Promise<{ release(): Promise<void> }> {
  const socket = socketOf(dataDir);
  if (await isAnswered(socket)) throw new Error(`another local cloud is using ${dataDir}`);
  // What a killed server left where sockets are files.
  if (isAbsolute(socket) && process.platform !== 'win32') rmSync(socket, { force: true });
  const server: Server = createServer((peer) => peer.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
