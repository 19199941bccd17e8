/** What is to be deployed: the declaration and the bundles, as one build left them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { bundleOf } from './bundle';
import type { Bundle, Declared } from './model';
import { UsageError } from './options';

export interface Built {
  declared: Declared;
  bundles: Record<string, Bundle>;
}

/** As much of dist/manifest.json as an older or a broken-off build would lack. */
const builtManifest = v.looseObject({
  build: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  collections: v.record(v.string(), v.looseObject({ acl: v.literal('ADMINONLY'), indexes: v.array(v.any()) })),
  functions: v.record(v.string(), v.looseObject({ timeoutS: v.number(), memoryMb: v.number() })),
});

/** Builds anew, so that what goes into the cloud is what stands in the source. */
export async function buildHere(root: string, withClient: boolean): Promise<string> {
  const [{ buildFunctions }, { buildMiniprogramNpm }] = await Promise.all([
    import('../build/functions'),
    import('../build/miniprogram-npm'),
  ]);
  await Promise.all([buildFunctions(root), withClient ? buildMiniprogramNpm(root) : null]);
  return join(root, 'dist');
}

/** @throws UsageError when there is no whole build */
export async function readBuilt(dist: string): Promise<Built> {
  const path = join(dist, 'manifest.json');
  const { build, collections, functions } = await readManifest(path);
  const bundles: Record<string, Bundle> = {};
  for (const name of Object.keys(functions)) bundles[name] = await bundleOf(join(dist, 'cloudfunctions', name), name);
  const codes = Object.fromEntries(Object.entries(bundles).map(([name, { code }]) => [name, code]));
  return { declared: { build, collections, functions, codes }, bundles };
}

async function readManifest(path: string): Promise<Manifest & { build: string }> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`没有 ${path}：请先 npm run build`);
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), builtManifest), text);
  if (!parsed.success) throw new UsageError(`${path} 不是完整的一次构建：请先 npm run build`);
  return JSON.parse(text) as Manifest & { build: string };
}
