/** app.json (with subpackages and theme.json) -> AppConfig. */
import type { AppConfig, TabItem, WindowConfig } from '../contract';
import type { Folder } from './folder';
import { asRecord, asStrings, readJson } from './json';
import type { Problems } from './problems';

/** What the web phone does not do, by the field of app.json that asks for it. */
const UNSUPPORTED: Record<string, string> = {
  plugins: 'plugins are not supported by the web phone',
  workers: 'workers are not supported by the web phone',
  functionalPages: 'functional pages are not supported by the web phone',
  useExtendedLib: 'useExtendedLib is not supported by the web phone: install the library from npm',
};

export function readApp(folder: Folder, problems: Problems): AppConfig {
  const raw = readJson(folder, 'app.json', problems);
  for (const [field, message] of Object.entries(UNSUPPORTED)) {
    if (raw[field] !== undefined) problems.warn('app.json', message);
  }
  if (raw.renderer === 'skyline') problems.warn('app.json', 'Skyline is not supported: pages are drawn as by WebView');

  const packageOf: Record<string, string> = {};
  for (const page of pageList(raw.pages)) packageOf[page] = '';
  for (const item of subpackages(raw)) {
    const root = String(item.root ?? '').replace(/^\/|\/$/g, '');
    if (root === '') problems.error('app.json', 'a subpackage without root');
    for (const page of pageList(item.pages)) packageOf[`${root}/${page}`] = root;
    if (item.plugins !== undefined) problems.warn('app.json', `${root}: plugins are not supported by the web phone`);
  }
  const entry = typeof raw.entryPagePath === 'string' ? raw.entryPagePath.replace(/^\//, '') : undefined;
  if (entry !== undefined && packageOf[entry] === undefined) {
    problems.error('app.json', `entryPagePath "${entry}" is not a page of the program`);
  }
  const pages = Object.keys(packageOf);
  if (pages.length === 0) problems.error('app.json', 'pages is empty');
  if (entry !== undefined) pages.sort((a, b) => Number(b === entry) - Number(a === entry));

  const app: AppConfig = {
    pages,
    packageOf,
    window: asRecord(raw.window) as WindowConfig,
    theme: readTheme(folder, raw, problems),
    darkmode: raw.darkmode === true,
    usingComponents: asStrings(raw.usingComponents),
    raw,
  };
  const tabBar = readTabBar(raw, packageOf, problems);
  return tabBar === undefined ? app : { ...app, tabBar };
}

function pageList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((page): page is string => typeof page === 'string').map(bare) : [];
}

function bare(page: string): string {
  return page.replace(/^\//, '');
}

function subpackages(raw: Record<string, unknown>): Record<string, unknown>[] {
  const list = raw.subPackages ?? raw.subpackages;
  return Array.isArray(list) ? list.map(asRecord) : [];
}

function readTabBar(
  raw: Record<string, unknown>,
  packageOf: Record<string, string>,
  problems: Problems,
): AppConfig['tabBar'] {
  if (raw.tabBar === undefined) return undefined;
  const bar = asRecord(raw.tabBar);
  const list = (Array.isArray(bar.list) ? bar.list : []).map((item) => asStrings(item) as unknown as TabItem);
  if (list.length < 2 || list.length > 5) problems.error('app.json', 'tabBar.list must have 2 to 5 items');
  for (const item of list) {
    item.pagePath = bare(item.pagePath ?? '');
    if (packageOf[item.pagePath] === undefined) {
      problems.error('app.json', `tabBar.list: "${item.pagePath}" is not a page of the program`);
    } else if (packageOf[item.pagePath] !== '') {
      problems.error('app.json', `tabBar.list: "${item.pagePath}" must be in the main package`);
    }
  }
  return { ...asStrings(bar), custom: bar.custom === true, list };
}

function readTheme(folder: Folder, raw: Record<string, unknown>, problems: Problems): AppConfig['theme'] {
  const file = typeof raw.themeLocation === 'string' ? bare(raw.themeLocation) : 'theme.json';
  if (!folder.has(file)) {
    if (raw.themeLocation !== undefined) problems.error('app.json', `themeLocation "${file}" not found`);
    return { light: {}, dark: {} };
  }
  const theme = readJson(folder, file, problems);
  return { light: asStrings(theme.light), dark: asStrings(theme.dark) };
}
