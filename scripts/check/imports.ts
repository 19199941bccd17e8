/** Who may import whom, by the rules of .dependency-cruiser.cjs. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import type { Finding } from './finding';

const folders = ['cloudfunctions', 'miniprogram', 'typings', 'local', 'scripts', 'test'];

interface RuleFile {
  forbidden: { name: string; comment: string }[];
  options: ICruiseOptions;
}

export async function checkImports(root: string): Promise<Finding[]> {
  const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as RuleFile;
  const sentence = new Map(rules.forbidden.map((rule) => [rule.name, rule.comment]));
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    { ...rules.options, baseDir: root, validate: true, ruleSet: { forbidden: rules.forbidden } } as ICruiseOptions,
  );
  const result = output as ICruiseResult;
  const specifiers = new Map(
    result.modules.flatMap((module) => module.dependencies.map((d) => [`${module.source}>${d.resolved}`, d.module])),
  );
  return result.summary.violations.map(({ from, to, rule, cycle }) => {
    const way = cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`;
    const specifier = specifiers.get(`${from}>${to}`) ?? to;
    return {
      file: from,
      line: lineNaming(join(root, from), specifier),
      message: `${sentence.get(rule.name)} (${way})`,
    };
  });
}

/** The cruiser tells files alone; the line is the one that names the module. */
function lineNaming(file: string, specifier: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
  return at === -1 ? 1 : at + 1;
}
