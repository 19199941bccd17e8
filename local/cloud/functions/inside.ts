import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles what runs inside an instance into one plain script, so that instances start without a TypeScript loader. */
export async function bundleInside(dataDir: string): Promise<string> {
  const dir = join(dataDir, 'inside');
  mkdirSync(dir, { recursive: true });
  const outfile = join(dir, 'main.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./inside/main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

/** Entry of the project's own, unmodified wx-server-sdk. */
export function sdkEntry(): string {
  return createRequire(import.meta.url).resolve('wx-server-sdk');
}
