/**
 * WXSS -> CSS text that the runtime finishes per device and style scope:
 * - `12rpx` becomes `rpx(12)`; the runtime puts the floored px in its place (runtime/styles.ts);
 * - classes become `.{{scope}}name`: the prefix depends on style isolation, which a component may set in JS;
 * - `page` -> body, tags -> wx-*, `:host` -> [wx-host="..."].
 */
import postcss, { type AtRule, type ChildNode, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { type Folder, resolvePath } from './folder';
import type { Problems } from './problems';
import { domTag, scopeName } from './tags';
import { packagePaths } from './units';

export interface Sheet {
  css: string;
  /** Imported files, for the cache. */
  files: string[];
}

/** The family of server/fonts.ts. */
const CHINESE_FONT = 'Noto Sans CJK SC';

const RPX = /([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/gi;

export function compileSheet(
  folder: Folder,
  file: string,
  owner: { path: string; component: boolean },
  problems: Problems,
): Sheet {
  const files = new Set<string>();
  // What a package's author should do better is nothing the program's author can change.
  const own = !file.includes('miniprogram_npm/');
  const root = inline(folder, file, files, problems);
  const hosts: ChildNode[] = [];
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/i.test((rule.parent as AtRule).name)) return;
    const place = rule.source?.start;
    const usesHost = rule.selector.includes(':host');
    rule.selector = rewriteSelector(rule.selector, owner, (message) => {
      if (own) problems.warn(origin(rule, file), message, place?.line, place?.column);
    });
    if (usesHost && rule.parent === root) hosts.push(rule);
  });
  root.walkDecls((decl) => {
    decl.value = symbolicRpx(decl.value);
    const naming = decl.parent?.type === 'atrule' && (decl.parent as AtRule).name === 'font-face';
    if (/^font(-family)?$/i.test(decl.prop) && !naming) decl.value = withChinese(decl.value);
    // A phone loads no file of the package from a style sheet, only base64 and the network.
    for (const match of decl.value.matchAll(/url\(\s*['"]?([^'")]*)/g)) {
      if (!/^(data:|https?:|\/\/|cloud:|#)/.test(match[1] ?? '')) {
        const place = decl.source?.start;
        problems.error(
          origin(decl, file),
          `local file "${match[1]}" cannot be used in WXSS: use base64, the network, or <image>`,
          place?.line,
          place?.column,
        );
      }
    }
  });
  root.walkAtRules((rule) => {
    rule.params = symbolicRpx(rule.params);
  });
  // Rules of the host yield to the classes that the page sets on the component, whatever their order in the file.
  for (const rule of hosts.reverse()) root.prepend(rule.remove());
  return { css: root.toString(), files: [...files] };
}

/** A phone finds Chinese glyphs whatever family is named; a bare machine finds them in the font that the server brings. */
function withChinese(families: string): string {
  const keyword = /^(inherit|initial|unset|revert|caption|icon|menu|message-box|small-caption|status-bar)$/i;
  const known = keyword.test(families.trim()) || families.includes(CHINESE_FONT);
  return known ? families : `${families}, '${CHINESE_FONT}'`;
}

export function symbolicRpx(value: string): string {
  return value.includes('rpx') ? value.replace(RPX, 'rpx($1)') : value;
}

function origin(node: ChildNode, fallback: string): string {
  return node.source?.input.id ?? node.source?.input.file ?? fallback;
}

/** The sheet with every @import replaced by what it names. */
function inline(folder: Folder, file: string, seen: Set<string>, problems: Problems): Root {
  seen.add(file);
  let root: Root;
  try {
    root = postcss.parse(folder.read(file), { from: undefined });
  } catch (error) {
    const { reason, line, column, message } = error as {
      reason?: string;
      line?: number;
      column?: number;
      message: string;
    };
    problems.error(file, reason ?? message, line, column);
    return postcss.root();
  }
  root.walk((node) => {
    if (node.source !== undefined) (node.source.input as { id?: string }).id = file;
  });
  root.walkAtRules('import', (rule) => {
    const target = /^\s*(?:url\()?\s*['"]([^'"]+)['"]/.exec(rule.params)?.[1];
    const found = target === undefined ? undefined : resolveImport(folder, target, file);
    if (found === undefined) {
      problems.error(
        file,
        `@import ${rule.params}: file not found`,
        rule.source?.start?.line,
        rule.source?.start?.column,
      );
      rule.remove();
    } else if (seen.has(found)) {
      rule.remove();
    } else {
      rule.replaceWith(inline(folder, found, seen, problems).nodes);
    }
  });
  return root;
}

function resolveImport(folder: Folder, target: string, from: string): string | undefined {
  const name = target.endsWith('.wxss') ? target : `${target}.wxss`;
  const near = resolvePath(name, from);
  return folder.find([...(near === undefined ? [] : [near]), ...(/^[./]/.test(name) ? [] : packagePaths(name, from))]);
}

function rewriteSelector(
  selector: string,
  owner: { path: string; component: boolean },
  warn: (message: string) => void,
): string {
  const transform = selectorParser((selectors) => {
    selectors.walk((node) => {
      if (node.type === 'tag') {
        if (isArgument(node) || node.value === 'body' || node.value === 'html') return;
        if (owner.component && node.value !== 'page') {
          warn(`"${selector}": a component's style sheet should use classes only, tag names reach other components`);
        }
        node.value = node.value === 'page' ? 'body' : domTag(node.value);
      } else if (node.type === 'class') {
        node.value = `SCOPE-${node.value}`;
      } else if (node.type === 'id' && owner.component) {
        warn(`"${selector}": ids do not work in a component's style sheet`);
      } else if (node.type === 'pseudo' && node.value === ':host') {
        if (node.nodes.length > 0) warn(`"${selector}": WeChat knows :host without an argument only`);
        const host = selectorParser.attribute({
          attribute: 'wx-host',
          operator: '=',
          value: '',
          quoteMark: '"',
          raws: {},
        });
        host.setValue(scopeName(owner.path), { quoteMark: '"' });
        node.replaceWith(host);
      }
    });
  });
  return transform.processSync(selector).replace(/\.SCOPE-/g, '.{{scope}}');
}

/** The 2 of `:nth-of-type(2)` and the n of `:nth-child(2n)` are no elements. */
function isArgument(node: selectorParser.Tag): boolean {
  const pseudo = node.parent?.parent;
  return pseudo?.type === 'pseudo' && /^:(nth-|lang|dir)/.test(pseudo.value);
}
