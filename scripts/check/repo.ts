/** Laws of the repository: what a stranger gets when he clones it must be exact, complete, and speak of the product alone. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './files';
import { type Finding, lineAt } from './finding';
import { importsOf, parse } from './source';

export async function checkRepo(root: string): Promise<Finding[]> {
  const files = repositoryFiles(root);
  return [
    ...files.flatMap((file) => foreignWords(root, file)),
    ...lockFiles(root, files),
    ...pins(root, files),
    ...idle(root),
  ];
}

/** What is or would be committed; of a folder that is no repository, everything. */
function repositoryFiles(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return filesUnder(root, '', ['']);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return listed
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
}

/** Written so that this file does not find itself. */
const foreign: [RegExp, string][] = [
  [/\.\.\/shared\b/g, 'names a folder that is no part of the project'],
  [
    /(?<![\w.)}\]*-])\/(?:work\/(?:main|shared)|home\/[a-z][\w.-]*|Users\/[A-Za-z][\w.-]*|root)\//g,
    'a path of one machine',
  ],
  [/\b[A-Z]:\\+(?:Users|work|home)\b/g, 'a path of one machine'],
  [
    /\bregistry\.(?:npmjs\.org|npmmirror\.com|yarnpkg\.com|npm\.taobao\.org)\b/g,
    'the address of a package registry: whoever installs chooses it',
  ],
  [/\b(?:TO[D]O|FI[X]ME)\b/g, 'unfinished work is not left in the source'],
];

function foreignWords(root: string, file: string): Finding[] {
  const path = join(root, file);
  if (!statSync(path).isFile()) return [];
  const text = readFileSync(path, 'utf8');
  if (text.includes('\0')) return []; // a picture, a font
  return foreign.flatMap(([pattern, reason]) =>
    [...text.matchAll(pattern)].map((hit) => ({
      file,
      line: lineAt(text, hit.index),
      message: `"${hit[0]}": ${reason}`,
    })),
  );
}

function lockFiles(root: string, files: string[]): Finding[] {
  return files
    .filter((file) => file.endsWith('package-lock.json'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const addresses = [...text.matchAll(/"resolved": "(?!file:)[^"]*"/g)].map((hit) => ({
        file,
        line: lineAt(text, hit.index),
        message: 'the lock file names a download address; install with omit-lockfile-registry-resolved (.npmrc)',
      }));
      return [...addresses, ...unlocked(file, text)];
    });
}

interface Lock {
  packages?: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** npm leaves out of the lock what the registry did not have for other platforms, and `npm ci` then refuses the whole. */
function unlocked(file: string, text: string): Finding[] {
  const { packages = {} } = JSON.parse(text) as Lock;
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map((name) => ({
        file,
        line: lineAt(text, text.indexOf(`"${owner}"`)),
        message: `${name}, optional for ${owner}, is not in the lock file, and npm ci will refuse it: take a version the registry has for every platform`,
      })),
  );
}

function pins(root: string, files: string[]): Finding[] {
  return files
    .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
      const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
      return Object.entries(all)
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => ({
          file,
          line: lineAt(text, text.indexOf(`"${name}"`)),
          message: `${name} is "${version}": name one exact version`,
        }));
    });
}

/** Root dependencies are followed by the official packer, so only what the phone's code imports may stand there. */
function idle(root: string): Finding[] {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const names = Object.keys((JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies ?? {});
  const imported = filesUnder(root, 'miniprogram', ['.ts', '.js']).flatMap((file) =>
    importsOf(parse(root, file)).map(({ specifier }) => specifier),
  );
  const placed = filesUnder(root, 'miniprogram', ['.json']).map((file) => readFileSync(join(root, file), 'utf8'));
  const used = (name: string) =>
    imported.some((specifier) => specifier === name || specifier.startsWith(`${name}/`)) ||
    placed.some((json) => json.includes(`"${name}/`));
  return names
    .filter((name) => !used(name))
    .map((name) => ({
      file: 'package.json',
      line: lineAt(text, text.indexOf(`"${name}"`)),
      message: `${name} is not used by miniprogram/: it belongs to devDependencies, or the packer sends it to the phone`,
    }));
}
