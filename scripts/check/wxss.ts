/** Style sheets, by stylelint and stylelint.config.mjs. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import stylelint, { type Config } from 'stylelint';
import { filesUnder } from './files';
import type { Finding } from './finding';

const tokens = 'miniprogram/styles/tokens.wxss';

interface Laws {
  default: Config;
  /** What holds for components besides. */
  components: NonNullable<Config['rules']>;
}

/** Plain JavaScript, so that an editor's stylelint can read it too; named at run time, as it has no types. */
const lawFile: string = '../../stylelint.config.mjs';
const laws = (await import(lawFile)) as Laws;

export async function checkWxss(root: string): Promise<Finding[]> {
  const pages = pagesOf(root);
  const found: Finding[] = [];
  for (const file of filesUnder(root, 'miniprogram', ['.wxss'])) {
    const text = readFileSync(join(root, file), 'utf8');
    const { results } = await stylelint.lint({
      code: text,
      codeFilename: join(root, file),
      config: lawsFor(file, text, isComponent(root, file) && !pages.has(file)),
    });
    for (const result of results) {
      for (const { line, text: message } of result.warnings) {
        found.push({ file: relative(root, join(root, file)), line, message });
      }
      for (const { text: message } of result.parseErrors) found.push({ file, line: 1, message });
    }
  }
  return found;
}

/** What a script wrote says so in its first comment; its colours were literals of the pictures it was made from. */
function lawsFor(file: string, text: string, component: boolean): Config {
  const literals = file === tokens || /^\s*\/\*[^*]*\bgenerated\b/i.test(text);
  return {
    ...laws.default,
    rules: {
      ...laws.default.rules,
      ...(component ? laws.components : {}),
      ...(literals ? { 'huitouke/colours': null, 'color-named': null } : {}),
    },
  };
}

function isComponent(root: string, file: string): boolean {
  const json = join(root, file.replace(/\.wxss$/, '.json'));
  return existsSync(json) && (JSON.parse(readFileSync(json, 'utf8')) as { component?: boolean }).component === true;
}

/** Style sheets of the pages named in app.json: a page may be written as a component and is styled as a page. */
function pagesOf(root: string): Set<string> {
  const file = join(root, 'miniprogram/app.json');
  if (!existsSync(file)) return new Set();
  const app = JSON.parse(readFileSync(file, 'utf8')) as {
    pages?: string[];
    subPackages?: { root: string; pages: string[] }[];
    subpackages?: { root: string; pages: string[] }[];
  };
  const nested = (app.subPackages ?? app.subpackages ?? []).flatMap((part) =>
    part.pages.map((page) => join(part.root, page)),
  );
  return new Set([...(app.pages ?? []), ...nested].map((page) => `miniprogram/${page}.wxss`));
}
