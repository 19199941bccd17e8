/** runtime/main.ts and all it brings, as one script for the browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface RuntimeBundle {
  code: string;
  map: string;
}

/**
 * The page realm lacks built-ins after ES2020 (runtime/realm.ts), and glass-easel 0.12.1 uses one: Array.findLast in dynamic slots.
 */
const withoutFindLast: Plugin = {
  name: 'without-find-last',
  setup(context) {
    context.onLoad({ filter: /glass-easel[\\/]dist[\\/].*\.js$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      const contents = source.replace(/([A-Za-z_$][\w$]*)\.findLast\(/g, '[...$1].reverse().find(');
      if (contents.includes('.findLast(')) throw new Error(`${file} uses findLast in a way this build does not know`);
      return { contents, loader: 'js' };
    });
  },
};

export async function bundleRuntime(): Promise<RuntimeBundle> {
  const entry = path.resolve(fileURLToPath(import.meta.url), '../../runtime/main.ts');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outfile: 'runtime.js',
    format: 'iife',
    target: 'es2020',
    sourcemap: 'external',
    define: { 'process.env.NODE_ENV': '"development"' },
    mainFields: ['module', 'main'],
    conditions: ['browser'],
    loader: { '.css': 'text', '.svg': 'text', '.html': 'text', '.png': 'dataurl', '.woff2': 'dataurl' },
    plugins: [withoutFindLast],
    logLevel: 'silent',
    charset: 'utf8',
  });
  const text = (suffix: string): string => result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  return { code: `${text('.js')}\n//# sourceMappingURL=runtime.js.map\n`, map: text('.js.map') };
}
