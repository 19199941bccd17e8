import { expect, test } from 'vitest';
import { checkContracts } from '../../../scripts/check/contracts';
import { checkImports } from '../../../scripts/check/imports';
import { told } from './project';

const tsconfig = { 'tsconfig.json': '{}' };
const good = {
  ...tsconfig,
  'typings/domain.d.ts': 'export type DayKey = string;\n',
  'cloudfunctions/platform/clock.ts': 'export const now = () => 1;\n',
  'cloudfunctions/core/checkin/rules.ts':
    "import type { DayKey } from '../../../typings/domain';\nexport const next = (day: DayKey) => day;\n",
  'cloudfunctions/core/checkin/service.ts':
    "import { now } from '../../platform/clock';\nimport { next } from './rules';\nexport const sign = () => next(String(now()));\n",
  'cloudfunctions/core/checkin/index.ts': "export { sign } from './service';\n",
  'cloudfunctions/shopper/index.ts': "import { sign } from '../core/checkin/index';\nexport const main = sign;\n",
  'miniprogram/app.ts': "import type { DayKey } from '../typings/domain';\nexport const day: DayKey = '';\n",
  'local/cloud/index.ts':
    "import type { Shape } from '../../cloudfunctions/manifest/schema';\nexport type S = Shape;\n",
  'cloudfunctions/manifest/schema.ts': 'export type Shape = string;\n',
};

test('a house in order passes', async () => {
  expect(await told(checkImports, good)).toEqual([]);
});

const broken: [string, Record<string, string>, string, RegExp][] = [
  [
    'platform importing core',
    { 'cloudfunctions/platform/bad.ts': "\nimport { sign } from '../core/checkin/index';\nexport const x = sign;\n" },
    'cloudfunctions/platform/bad.ts:2',
    /never the other way round/,
  ],
  [
    'rules importing the platform',
    { 'cloudfunctions/core/tiers/rules.ts': "import { now } from '../../platform/clock';\nexport const x = now;\n" },
    'cloudfunctions/core/tiers/rules.ts:1',
    /Rules are pure/,
  ],
  [
    'a core folder reaching into another',
    { 'cloudfunctions/core/tiers/service.ts': "import { next } from '../checkin/rules';\nexport const x = next;\n" },
    'cloudfunctions/core/tiers/service.ts:1',
    /index\.ts/,
  ],
  [
    'an entry reaching into core',
    { 'cloudfunctions/timer/index.ts': "import { next } from '../core/checkin/rules';\nexport const main = next;\n" },
    'cloudfunctions/timer/index.ts:1',
    /through its index\.ts/,
  ],
  [
    'core importing an entry',
    { 'cloudfunctions/core/tiers/service.ts': "import { main } from '../../shopper/index';\nexport const x = main;\n" },
    'cloudfunctions/core/tiers/service.ts:1',
    /never the other way round/,
  ],
  [
    'an entry importing another',
    { 'cloudfunctions/timer/index.ts': "import { main } from '../shopper/index';\nexport { main };\n" },
    'cloudfunctions/timer/index.ts:1',
    /function of its own/,
  ],
  [
    'cloud functions importing local',
    { 'local/x.ts': 'export const x = 1;\n', 'cloudfunctions/platform/bad.ts': "export { x } from '../../local/x';\n" },
    'cloudfunctions/platform/bad.ts:1',
    /never imports what only helps a developer/,
  ],
  [
    'values taken from the contract by a function',
    {
      'typings/value.ts': 'export const x = 1;\n',
      'cloudfunctions/platform/bad.ts': "import { x } from '../../typings/value';\nexport const y = x;\n",
    },
    'cloudfunctions/platform/bad.ts:1',
    /import type/,
  ],
  [
    'the phone importing even types of the cloud',
    {
      'miniprogram/bad.ts': "import type { Shape } from '../cloudfunctions/manifest/schema';\nexport type X = Shape;\n",
    },
    'miniprogram/bad.ts:1',
    /imports nothing of the cloud functions/,
  ],
  [
    'the local cloud knowing the domain',
    {
      'local/cloud/bad.ts': "import { next } from '../../cloudfunctions/core/checkin/rules';\nexport const x = next;\n",
    },
    'local/cloud/bad.ts:1',
    /runs any mini-program/,
  ],
  [
    'modules that import each other in a circle',
    {
      'cloudfunctions/platform/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
      'cloudfunctions/platform/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
    },
    'cloudfunctions/platform/a.ts:1',
    /in a circle/,
  ],
];

test.each(broken)('%s is told', async (_name, files, place, sentence) => {
  const found = await told(checkImports, { ...good, ...files });
  expect(found).toContainEqual(expect.stringMatching(sentence));
  expect(found.map((line) => line.split(' ')[0])).toContain(place);
});

test('a value import that leaves the mini-program is told, a type import is not', async () => {
  const found = await told(checkContracts, {
    'miniprogram/services/cloud.ts': [
      "import type { Request } from '../../typings/api/envelope';",
      "import { codes } from '../../typings/codes';",
      "export { codes as more } from '../../typings/codes';",
      "const late = require('../../typings/codes');",
      "import { observable } from 'mobx-miniprogram';",
      "import { near } from './near';",
      "import dayjs from 'dayjs';",
      "import { join } from 'node:path';",
    ].join('\n'),
  });
  expect(found.map((line) => line.slice(0, line.indexOf(' ')))).toEqual(
    [2, 3, 4, 7, 8].map((line) => `miniprogram/services/cloud.ts:${line}`),
  );
});

test('path aliases are told, with comments in the file', async () => {
  const found = await told(checkContracts, {
    'miniprogram/tsconfig.json': '{\n  // why\n  "compilerOptions": {\n    "paths": { "@/*": ["./*"] }\n  }\n}',
  });
  expect(found).toEqual([expect.stringMatching(/^miniprogram\/tsconfig\.json:4 .*aliases/)]);
});
