/** Pages and components: finds every unit the program reaches, and resolves usingComponents as WeChat does. */
import type { AppConfig, Unit } from '../contract';
import { type Folder, resolvePath } from './folder';
import { asRecord, asStrings, readJson } from './json';
import type { Problems } from './problems';

/** Units without css, in the order they were found: pages first. */
export function collectUnits(folder: Folder, app: AppConfig, problems: Problems): Record<string, Unit> {
  const units: Record<string, Unit> = {};
  const globals = resolveAll(folder, app.usingComponents, 'app', problems);
  const waiting: { path: string; kind: Unit['kind'] }[] = app.pages.map((path) => ({ path, kind: 'page' }));
  if (app.tabBar?.custom === true) {
    if (exists(folder, 'custom-tab-bar/index')) waiting.push({ path: 'custom-tab-bar/index', kind: 'component' });
    else problems.error('app.json', 'tabBar.custom is set, but there is no custom-tab-bar/index');
  }
  for (const path of Object.values(globals)) waiting.push({ path, kind: 'component' });

  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (units[next.path] !== undefined) continue;
    if (next.kind === 'page' && !exists(folder, next.path)) {
      problems.error('app.json', `page "${next.path}" not found: it needs a .wxml and a .js or .ts file`);
      continue;
    }
    const unit = readUnit(folder, next.path, next.kind, globals, problems);
    units[unit.path] = unit;
    for (const path of Object.values(unit.usingComponents)) waiting.push({ path, kind: 'component' });
    for (const generic of Object.values(asRecord(unit.config.componentGenerics))) {
      const fallback = asRecord(generic).default;
      if (typeof fallback === 'string') waiting.push({ path: fallback.slice(1), kind: 'component' });
    }
  }
  return units;
}

function readUnit(
  folder: Folder,
  path: string,
  kind: Unit['kind'],
  globals: Record<string, string>,
  problems: Problems,
): Unit {
  const file = `${path}.json`;
  const config = folder.has(file) ? readJson(folder, file, problems) : {};
  if (config.renderer === 'skyline') problems.warn(file, 'Skyline is not supported: the page is drawn as by WebView');
  const own = resolveAll(folder, asStrings(config.usingComponents), path, problems);
  // A component that uses itself by its global name must not be hidden by the global list, and globals give way to own names.
  const usingComponents = { ...globals, ...own };
  const resolved: Record<string, unknown> = {
    ...config,
    usingComponents: Object.fromEntries(Object.entries(usingComponents).map(([tag, unit]) => [tag, `/${unit}`])),
  };
  const generics = asRecord(config.componentGenerics);
  if (Object.keys(generics).length > 0) resolved.componentGenerics = resolveGenerics(folder, generics, path, problems);
  return { path, kind, config: resolved, usingComponents, hasTemplate: folder.has(`${path}.wxml`), css: '' };
}

function resolveGenerics(
  folder: Folder,
  generics: Record<string, unknown>,
  path: string,
  problems: Problems,
): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(generics)) {
    const fallback = asRecord(value).default;
    const unit = typeof fallback === 'string' ? resolveComponent(folder, fallback, path) : undefined;
    if (typeof fallback === 'string' && unit === undefined) {
      problems.error(`${path}.json`, `componentGenerics: component "${fallback}" not found`);
    }
    resolved[name] = unit === undefined ? true : { default: `/${unit}` };
  }
  return resolved;
}

function resolveAll(
  folder: Folder,
  using: Record<string, string>,
  from: string,
  problems: Problems,
): Record<string, string> {
  const resolved: Record<string, string> = {};
  for (const [tag, target] of Object.entries(using)) {
    if (/^(plugin|dynamicLib|ext):/.test(target)) {
      problems.warn(`${from}.json`, `<${tag}> is ${target}: plugins are not supported by the web phone`);
      continue;
    }
    const unit = resolveComponent(folder, target, from);
    if (unit === undefined) problems.error(`${from}.json`, `component "${target}" of <${tag}> not found`);
    else resolved[tag] = unit;
  }
  return resolved;
}

/** '/x' from the root; './x', '../x' and 'x' relative; then 'x' as a package, the nearest miniprogram_npm first. */
export function resolveComponent(folder: Folder, target: string, from: string): string | undefined {
  const near = resolvePath(target, from);
  const candidates = near === undefined ? [] : [near];
  if (!/^[./]/.test(target)) candidates.push(...packagePaths(target, from));
  for (const candidate of candidates) {
    if (exists(folder, candidate)) return candidate;
    if (exists(folder, `${candidate}/index`)) return `${candidate}/index`;
  }
  return undefined;
}

/** miniprogram_npm/<target> beside the file and in each folder above it. */
export function packagePaths(target: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const paths: string[] = [];
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    paths.push([...folders.slice(0, depth), 'miniprogram_npm', target].join('/'));
  }
  return paths;
}

function exists(folder: Folder, path: string): boolean {
  return scriptOf(folder, path) !== undefined && folder.has(`${path}.wxml`);
}

export function scriptOf(folder: Folder, path: string): string | undefined {
  return folder.find([`${path}.ts`, `${path}.js`]);
}
