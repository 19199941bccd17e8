import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket named after the folder; its path must be short (108 characters on Linux), so it cannot lie in the folder. */
function socketOf(dataDir: string): string {
  const name = `local-cloud-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
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
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  const server: Server = createServer((peer) => peer.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
