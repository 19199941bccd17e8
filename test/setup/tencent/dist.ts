/** What a build leaves for deployment, without building: a declaration and functions of a line each. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../cloudfunctions/manifest/schema';

export type Declaration = Omit<Manifest, 'build'>;

/** Every kind of thing a shop declares, once or twice: the real declaration has more of the same. */
export const smallShop = (): Declaration => ({
  collections: {
    members: { acl: 'ADMINONLY', indexes: [{ name: 'number', keys: { number: 1 } }] },
    ledger: {
      acl: 'ADMINONLY',
      indexes: [
        { name: 'member_seq', keys: { memberId: 1, seq: -1 }, unique: true },
        { name: 'at', keys: { at: 1 } },
      ],
    },
    settings: { acl: 'ADMINONLY', indexes: [] },
  },
  functions: {
    shopper: {
      timeoutS: 20,
      memoryMb: 256,
      openapi: ['security.msgSecCheck'],
      secrets: ['HUITOUKE_SECRET'],
      keyrings: ['HUITOUKE_FIELD_KEYS'],
      provided: ['HUITOUKE_PAY_V3'],
    },
    timer: {
      timeoutS: 60,
      memoryMb: 512,
      openapi: [],
      timer: '0 */10 * * * * *',
      secrets: ['HUITOUKE_SECRET'],
      keyrings: ['HUITOUKE_FIELD_KEYS'],
    },
    partner: { timeoutS: 20, memoryMb: 256, openapi: [], httpPath: '/partner', secrets: ['HUITOUKE_SECRET'] },
    public: { timeoutS: 10, memoryMb: 256, openapi: [], secrets: ['HUITOUKE_SECRET'], anonymous: true },
  },
});

export interface Built {
  declaration?: Declaration;
  /** 16 hexadecimal digits. */
  build?: string;
  /** Function -> what its index.js says; a line when absent. */
  sources?: Record<string, string>;
}

/** @returns the folder, for `--dist` */
export function writeDist(folder: string, built: Built = {}): string {
  const { declaration = smallShop(), build = '0123456789abcdef', sources = {} } = built;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...declaration, build }));
  for (const name of Object.keys(declaration.functions)) {
    const place = join(folder, 'cloudfunctions', name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'index.js'), sources[name] ?? `exports.main = () => '${name} ${build}';\n`);
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    writeFileSync(join(place, 'config.json'), '{}');
  }
  return folder;
}
