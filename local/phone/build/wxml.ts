/** WXML of all units -> one script that sets window.__templates: path -> compiled template. */
import { createContext, Script } from 'node:vm';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { Folder } from './folder';
import { type Problems, position } from './problems';
import { closeUpAttributes } from './wxml-spaces';
import { compileWxs } from './wxs';

interface ParseError {
  isError: boolean;
  level: string;
  message: string;
  path: string;
  startLine: number;
  startColumn: number;
}

const REFUSED = /unexpected|missing end tag|missing start tag|incomplete/;

/** Names that WXS offers beside the ES5 language; getRegExp and getDate stand for the missing literals and `new`. */
const WXS_PRELUDE = `
var __wxsType = function (x) {
  return x === null || x === undefined ? x : Object.prototype.toString.call(x).slice(8, -1);
};
var getRegExp = function (source, flags) { return new RegExp(source, flags); };
var getDate = function () {
  var a = arguments;
  if (a.length === 0) return new Date();
  if (a.length === 1) return new Date(a[0]);
  return new Date(a[0], a[1], a[2] === undefined ? 1 : a[2], a[3] || 0, a[4] || 0, a[5] || 0, a[6] || 0);
};
`;

export function compileTemplates(folder: Folder, roots: string[], problems: Problems): string {
  const group = TmplGroup.newDev();
  const scripts = new Set<string>();
  const done = new Set<string>();
  const waiting = [...roots];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (done.has(path)) continue;
    done.add(path);
    addTemplate(folder, group, path, problems);
    for (const dependency of group.getDirectDependencies(path) as string[]) {
      if (folder.has(`${dependency}.wxml`)) waiting.push(dependency);
      else problems.error(`${path}.wxml`, `"${dependency}.wxml" not found (import or include)`);
    }
    for (const script of group.getScriptDependencies(path) as string[]) {
      addScript(folder, group, script, `${path}.wxml`, scripts, problems);
    }
  }
  group.setExtraRuntimeScript(`${WXS_PRELUDE}
Q.A = function (listener, path) { return globalThis.__wxsHooks.change(listener, path); };
Q.C = function (caller, event, listener, path) { return globalThis.__wxsHooks.listen(caller, event, listener, path); };
`);
  const script = `window.__templates = ${group.getTmplGenObjectGroups()};`;
  group.free();
  tryOut(script, problems);
  return script;
}

function addTemplate(folder: Folder, group: TmplGroup, path: string, problems: Problems): void {
  const file = `${path}.wxml`;
  const source = folder.read(file);
  for (const found of group.addTmpl(path, closeUpAttributes(source)) as ParseError[]) {
    // glass-easel calls some things errors that WeChat takes (a doubled attribute), and some warnings that it refuses.
    const report = found.level === 'Fatal' || REFUSED.test(found.message) ? 'error' : 'warning';
    problems.add({
      level: report,
      file,
      line: found.startLine + 1,
      column: found.startColumn + 1,
      message: found.message,
    });
  }
  for (const name of group.getInlineScriptModuleNames(path) as string[]) {
    const text = group.getInlineScript(path, name);
    const line = position(source, Math.max(0, source.indexOf(text))).line;
    const compiled = compileWxs(folder, text, file, problems, line);
    group.setInlineScript(path, name, compiled.code);
    for (const required of compiled.requires)
      addScript(folder, group, required.replace(/\.wxs$/, ''), file, new Set(), problems);
  }
}

function addScript(
  folder: Folder,
  group: TmplGroup,
  path: string,
  from: string,
  done: Set<string>,
  problems: Problems,
): void {
  if (done.has(path)) return;
  done.add(path);
  const file = `${path}.wxs`;
  if (!folder.has(file)) {
    problems.error(from, `"${file}" not found (wxs)`);
    return;
  }
  const compiled = compileWxs(folder, folder.read(file), file, problems);
  group.addScript(path, compiled.code);
  for (const required of compiled.requires)
    addScript(folder, group, required.replace(/\.wxs$/, ''), file, done, problems);
}

/** A WXS module that throws while loading takes every template down with it: better to hear of it here. */
function tryOut(script: string, problems: Problems): void {
  const window: { __templates?: unknown } = {};
  try {
    new Script(script, { filename: 'templates.js' }).runInContext(createContext({ window, console }), {
      timeout: 5000,
    });
  } catch (error) {
    problems.error('', `a WXS module fails while loading: ${(error as Error).message}`);
  }
}
