/**
 * Writes miniprogram_npm as DevTools' 构建 npm would: a package that names a "miniprogram" folder is copied, any other is bundled
 * from its main file into index.js. A file of a package that is required by its own path, as a smaller build of a library,
 * is bundled under that path instead, which DevTools would not do: `npm run build` is what writes it. What subpackages alone require lies in each of those, and everything else in the main package:
 * a require looks into the nearest miniprogram_npm first.
 * Source: developers.weixin.qq.com/miniprogram/dev/devtools/npm
 */
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesUnder } from '../check/files';

interface PackageJson {
  main?: string;
  miniprogram?: string;
  dependencies?: Record<string, string>;
}

/** `program` is the folder of app.json; its packages are those of `root`. */
export async function buildMiniprogramNpm(root: string, program = join(root, 'miniprogram')): Promise<void> {
  const { dependencies = {} } = await readPackage(root);
  const parts = await subpackages(program);
  await Promise.all(['', ...parts].map((part) => rm(npmOf(program, part), { recursive: true, force: true })));
  const sources = await Promise.all(
    filesUnder(program, '', ['.ts', '.js', '.json']).map(async (file) => ({
      file,
      text: await readFile(join(program, file), 'utf8'),
    })),
  );
  await Promise.all(
    Object.keys(dependencies).flatMap((name) => {
      const users = sources.filter(({ text }) => names(text, name));
      const files = [...new Set(users.flatMap(({ text }) => filesOf(text, name)))];
      return placesOf(
        users.map(({ file }) => file),
        parts,
      ).map((part) => buildPackage(join(root, 'node_modules', name), join(npmOf(program, part), name), files));
    }),
  );
}

/** '' is the main package, which everything reaches. */
function placesOf(users: readonly string[], parts: readonly string[]): string[] {
  const partOf = (file: string) => parts.find((part) => file.startsWith(`${part}/`)) ?? '';
  const places = [...new Set(users.map(partOf))];
  return places.length === 0 || places.includes('') ? [''] : places;
}

async function subpackages(program: string): Promise<string[]> {
  const app = JSON.parse(await readFile(join(program, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] };
  return (app.subPackages ?? []).map(({ root }) => root);
}

function npmOf(program: string, part: string): string {
  return join(program, part, 'miniprogram_npm');
}

/** As the source of an import, or of usingComponents: 'name' or 'name/part'. */
function names(text: string, name: string): boolean {
  return [`'${name}'`, `'${name}/`, `"${name}"`, `"${name}/`].some((quoted) => text.includes(quoted));
}

/** Paths within the package that a source requires: 'name/dist/small' -> 'dist/small'. */
function filesOf(text: string, name: string): string[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`from '${escaped}/([^']+)'`, 'g'))].map(([, file]) => file as string);
}

/** @param files those required by their own paths; none: the package as a whole */
async function buildPackage(from: string, to: string, files: readonly string[]): Promise<void> {
  const { main = 'index.js', miniprogram } = await readPackage(from);
  await mkdir(to, { recursive: true });
  if (miniprogram) {
    await cp(join(from, miniprogram), to, { recursive: true, filter: (path) => !path.endsWith('.map') });
    return;
  }
  const bundles = files.length > 0 ? files.map((file) => [`${file}.js`, `${file}.js`]) : [[main, 'index.js']];
  await Promise.all(bundles.map(([entry = '', out = '']) => bundle(join(from, entry), join(to, out))));
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'cjs',
    target: 'es2017',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
    logLevel: 'warning',
  });
}

async function readPackage(folder: string): Promise<PackageJson> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageJson;
}
