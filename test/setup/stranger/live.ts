/** The functions as they were deployed, code and variables, running on the local cloud. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { manifest } from '../../../cloudfunctions/manifest';
import { openCloud } from '../../../local/cloud';

export interface Deployed {
  name: string;
  zip: Buffer;
  variables: Record<string, string>;
}

export interface Live {
  origin: string;
  close(): Promise<void>;
}

export async function bringToLife(folder: string, deployed: Deployed[]): Promise<Live> {
  const functionsDir = join(folder, 'deployed');
  for (const one of deployed) unpack(join(functionsDir, one.name), one);
  const cloud = await openCloud({
    dataDir: join(folder, 'data'),
    functionsDir,
    manifest,
    instances: 1,
    timers: false,
  });
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(origin);
  return {
    origin,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await cloud.close();
    },
  };
}

/** The local cloud has secrets of its own; what was deployed wins, set before the function is loaded. */
function unpack(folder: string, { zip, variables }: Deployed): void {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(folder, path === 'index.js' ? 'deployed.js' : path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const first = `Object.assign(process.env, ${JSON.stringify(variables)});\nmodule.exports = require('./deployed.js');\n`;
  writeFileSync(join(folder, 'index.js'), first);
}
