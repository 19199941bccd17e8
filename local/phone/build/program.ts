/** A mini-program folder -> Bundle, and the scripts it names. */
import { createHash } from 'node:crypto';
import type { AppConfig, Bundle, Unit } from '../contract';
import { readApp } from './app';
import type { Folder } from './folder';
import { Problems } from './problems';
import { collectModules, type Module } from './script';
import { collectUnits, scriptOf } from './units';
import { compileTemplates } from './wxml';
import { compileSheet } from './wxss';

export interface Build {
  bundle: Bundle;
  templates: string;
  modules: Map<string, Module>;
}

export const FILES_URL = '/files/';

export function compile(folder: Folder): Build {
  const problems = new Problems();
  const app = readApp(folder, problems);
  const units = collectUnits(folder, app, problems);
  const appCss = compileStyles(folder, app, units, problems);
  const templates = compileTemplates(
    folder,
    Object.values(units).flatMap((unit) => (unit.hasTemplate ? [unit.path] : [])),
    problems,
  );
  const modules = collectModules(folder, entries(folder, units, problems), problems);
  const stamp = createHash('sha1')
    .update(JSON.stringify([app, units, appCss, problems.list]))
    .update(templates)
    .update(modules.map((module) => module.hash).join())
    .digest('hex')
    .slice(0, 12);
  const bundle: Bundle = {
    app,
    units,
    appCss,
    templatesUrl: `/templates.js?v=${digest(templates)}`,
    modules: modules.map(({ path, hash, requires }) => ({ path, url: `/modules/${path}?v=${hash}`, requires })),
    filesUrl: FILES_URL,
    problems: problems.list,
    stamp,
  };
  return { bundle, templates, modules: new Map(modules.map((module) => [module.path, module])) };
}

function compileStyles(folder: Folder, app: AppConfig, units: Record<string, Unit>, problems: Problems): string {
  const pages = new Set(app.pages);
  for (const unit of Object.values(units)) {
    const file = `${unit.path}.wxss`;
    if (folder.has(file)) {
      const owner = { path: unit.path, component: !pages.has(unit.path) };
      unit.css = compileSheet(folder, file, owner, problems).css;
    } else warnOfPreprocessor(folder, unit.path, problems);
  }
  if (folder.has('app.wxss')) return compileSheet(folder, 'app.wxss', { path: 'app', component: false }, problems).css;
  warnOfPreprocessor(folder, 'app', problems);
  return '';
}

function warnOfPreprocessor(folder: Folder, path: string, problems: Problems): void {
  const other = folder.find([`${path}.less`, `${path}.scss`, `${path}.sass`]);
  if (other !== undefined)
    problems.warn(other, 'style preprocessors are not supported by the web phone: compile it to .wxss');
}

function entries(folder: Folder, units: Record<string, Unit>, problems: Problems): string[] {
  const app = scriptOf(folder, 'app');
  if (app === undefined) problems.error('app.js', 'file not found');
  const scripts = Object.values(units).flatMap((unit) => scriptOf(folder, unit.path) ?? []);
  return app === undefined ? scripts : [app, ...scripts];
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 10);
}
