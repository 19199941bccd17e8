/** How fast a large shop is copied and put elsewhere, and whether anything differs afterwards. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { manifest } from '../../cloudfunctions/manifest';
import { openCloud } from '../../local/cloud';
import { openDatabase } from '../../local/cloud/database';
import { Folder, newManifest } from '../../scripts/backup/folder';
import { proveWhole, type Restored, restore } from '../../scripts/backup/restore';
import { Source } from '../../scripts/backup/source';
import { take } from '../../scripts/backup/take';
import { placeOf } from '../../scripts/place';
import { type Figure, once, rounded } from './figure';
import { temporaryFolder } from './workplace';

const MEMBERS = 10_000;
const ROWS = 150_000;
const NOTICES = 40_000;
const ALL = MEMBERS + ROWS + NOTICES;
const BATCH = 2_000;
const BEGINS = Date.UTC(2026, 8, 1);

interface Measured {
  backupSeconds: number;
  restoreSeconds: number;
  restored: Restored;
}

const rows = (n: number) => Math.floor((ROWS - n - 1) / MEMBERS) + 1;

/** As the database takes them: Extended JSON. */
const kinds: Record<string, { count: number; of(n: number): object }> = {
  members: {
    count: MEMBERS,
    of: (n) => ({
      _id: `m${n}`,
      shape: 2,
      openid: `openid-${n}`,
      number: String(n).padStart(12, '0'),
      profile: { nickname: `会员${n}`, avatar: null, unchecked: false },
      lots: [{ from: null, until: '2027-11-30', points: n }],
      aliases: [],
      rev: n + rows(n),
      seq: rows(n),
      journal: {},
      bornAt: { $date: BEGINS + n },
    }),
  },
  ledger: {
    count: ROWS,
    of: (n) => ({
      _id: `m${n % MEMBERS}:order:till:${n}`,
      memberId: `m${n % MEMBERS}`,
      seq: Math.floor(n / MEMBERS) + 1,
      kind: 'order',
      points: 30,
      at: BEGINS + n * 1_000,
      because: [{ code: 'order.base', args: { fen: 3_000, points: 30 }, result: 30 }],
      holds: [],
      result: { event: { amountFen: 3_000, note: '一份桂花糖藕' } },
      bornAt: { $date: BEGINS + n * 1_000 },
    }),
  },
  notices: {
    count: NOTICES,
    of: (n) => ({ _id: `n${n}`, memberId: `m${n % MEMBERS}`, dueAt: BEGINS + n, kind: 'points', args: { points: n } }),
  },
};

async function filled(): Promise<string> {
  const dataDir = temporaryFolder('backup-from');
  const database = await openDatabase({ dir: join(dataDir, 'database') });
  await database.declare(manifest.collections);
  for (const [collectionName, { count, of }] of Object.entries(kinds))
    for (let from = 0; from < count; from += BATCH) {
      const data = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => JSON.stringify(of(from + n)));
      await database.perform('database.insertDocument', { collectionName, data }, BEGINS);
    }
  await database.close();
  return dataDir;
}

async function opened(dataDir: string) {
  const functionsDir = temporaryFolder('no-functions');
  const cloud = await openCloud({ dataDir, functionsDir, manifest, timers: false });
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) response.writeHead(404).end();
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(url);
  return {
    source: new Source(placeOf({ url })),
    close: async () => {
      await cloud.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const quiet = () => {};

const measured = once(async (): Promise<Measured> => {
  const from = await opened(await filled());
  const about = { id: 'bench', env: 'local', version: '0', build: null, begunAt: new Date().toISOString() };
  const folder = await Folder.create(join(temporaryFolder('backup'), 'backup'), newManifest(about, null), null);
  let begun = performance.now();
  await take(from.source, folder, [], quiet);
  const backupSeconds = (performance.now() - begun) / 1000;
  await from.close();
  const to = await opened(temporaryFolder('backup-to'));
  begun = performance.now();
  await proveWhole(folder, quiet);
  const restored = await restore(to.source, folder, false, quiet);
  const restoreSeconds = (performance.now() - begun) / 1000;
  await to.close();
  return { backupSeconds, restoreSeconds, restored };
});

export const figures: Figure[] = [
  {
    name: 'backup.rows_per_second',
    unit: 'documents a second',
    async measure() {
      const { backupSeconds, restored } = await measured();
      const note = `${restored.documents} documents through the real SDK in ${rounded(backupSeconds, 1)} s, packed, with SHA-256`;
      return { value: Math.round(restored.documents / backupSeconds), note };
    },
  },
  {
    name: 'restore.rows_per_second',
    unit: 'documents a second',
    async measure() {
      const { restoreSeconds, restored } = await measured();
      const note = `${restored.documents} documents in ${rounded(restoreSeconds, 1)} s, every one read back and compared`;
      return { value: Math.round(restored.documents / restoreSeconds), note };
    },
  },
  {
    name: 'backup.restore.mismatches',
    unit: 'documents',
    limit: { exactly: 0 },
    async measure() {
      const { documents, mismatches, wrong } = (await measured()).restored;
      const missing = documents === ALL ? [] : [`${ALL} documents were there, ${documents} in the backup`];
      const note = `of ${documents} documents, compared field by field after a restore`;
      return { value: mismatches, note, wrong: [...wrong, ...missing] };
    },
  },
];
