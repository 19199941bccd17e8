/** `npx tsx scripts/check/main.ts [name…] [--root DIR]`: the rules of the house that no compiler knows; all of them without a name. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCloud } from './cloud';
import { checkContracts } from './contracts';
import { type Check, inOrder } from './finding';
import { checkImports } from './imports';
import { checkRepo } from './repo';
import { checkWords } from './words';
import { checkWxml } from './wxml';
import { checkWxss } from './wxss';

const checks: Record<string, Check> = {
  imports: checkImports,
  contracts: checkContracts,
  wxss: checkWxss,
  words: checkWords,
  wxml: checkWxml,
  cloud: checkCloud,
  repo: checkRepo,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string', default: '.' } },
});
const unknown = positionals.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);
  process.exit(2);
}

let total = 0;
for (const [name, check] of Object.entries(checks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const found = inOrder(await check(resolve(values.root)));
  for (const { file, line, message } of found) console.log(`${file}:${line} ${message} [${name}]`);
  console.error(`${name}: ${found.length === 0 ? 'clean' : `${found.length} found`}`);
  total += found.length;
}
process.exitCode = total === 0 ? 0 : 1;
