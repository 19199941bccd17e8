import { expect, test } from 'vitest';
import { checkCloud } from '../../../scripts/check/cloud';
import { checkRepo } from '../../../scripts/check/repo';
import { told } from './project';

const lines = (found: string[]) => found.map((line) => line.slice(0, line.indexOf(' ')));

test('bounded reads, the given clock and quiet logs pass', async () => {
  const found = await told(checkCloud, {
    'cloudfunctions/platform/clock.ts': 'export const now = () => Date.now();\n',
    'cloudfunctions/platform/log.ts': 'export const log = (line: string) => console.log(line);\n',
    'cloudfunctions/platform/database.ts': [
      "db.collection('members').where({ openid }).limit(1).get();",
      "db.collection('members').doc(id).get();",
      "db.collection('members').aggregate().match({}).limit(20).end();",
      "new Map().get('a');",
      'new Date(atMs);',
    ].join('\n'),
  });
  expect(found).toEqual([]);
});

test.each([
  ['an unbounded read', "db.collection('members').where({ a }).get();"],
  ['an unbounded read of a whole collection', "db.collection('members').get();"],
  ['an unbounded read in order', "members.where({ a }).orderBy('a', 'asc').get();"],
  ['an unbounded aggregate', "db.collection('members').aggregate().match({}).end();"],
  ['Date.now', 'const now = Date.now();'],
  ['new Date', 'const now = new Date();'],
  ['dayjs of now', 'const now = dayjs();'],
  ['a transaction', 'await db.runTransaction(work);'],
  ['a log line outside platform', "console.log('signed');"],
])('%s is told', async (_name, line) => {
  const found = await told(checkCloud, { 'cloudfunctions/core/checkin/service.ts': `// first\n${line}\n` });
  expect(lines(found)).toEqual(['cloudfunctions/core/checkin/service.ts:2']);
});

test.each(['event', 'context.OPENID', '{ openid }', 'JSON.stringify(event)', 'member.nickname'])(
  'a log line with %s is told',
  async (what) => {
    const found = await told(checkCloud, { 'cloudfunctions/platform/log.ts': `\nconsole.log('call', ${what});\n` });
    expect(found).toEqual([expect.stringMatching(/^cloudfunctions\/platform\/log\.ts:2 .*personal data/)]);
  },
);

const functions = (shopper: string, timer: string) => ({
  'cloudfunctions/manifest/functions.ts': [
    "const RING = 'SHOP_KEYS';",
    'export const functions = {',
    `  shopper: { timeoutS: 20, ${shopper} },`,
    `  timer: { ${timer} },`,
    '};',
  ].join('\n'),
  'cloudfunctions/platform/sealed.ts': [
    "const VARIABLE = 'SHOP_KEYS';",
    'export const seal = (text: string) => text + process.env[VARIABLE];',
    "export const keyIdOf = (text: string) => text.split('.')[0];",
  ].join('\n'),
  'cloudfunctions/core/mall.ts': "export * from '../platform/sealed';\n",
  'cloudfunctions/shopper/index.ts': "import { seal } from '../core/mall';\nexport const main = () => seal('a');\n",
  'cloudfunctions/timer/index.ts': "import { keyIdOf } from '../core/mall';\nexport const main = () => keyIdOf('a');\n",
});

test('a function that seals has the ring, one that only carries sealed texts needs none', async () => {
  expect(await told(checkCloud, functions('keyrings: [RING]', 'timeoutS: 60'))).toEqual([]);
});

test('a ring that is missing, and one that nothing reads, are told', async () => {
  const found = await told(checkCloud, functions('', 'keyrings: [RING]'));
  expect(found).toEqual([
    'cloudfunctions/manifest/functions.ts:3 shopper reads SHOP_KEYS: name it in its keyrings',
    'cloudfunctions/manifest/functions.ts:4 timer never reads SHOP_KEYS: leave it out of its keyrings',
  ]);
});

test('a repository in order passes', async () => {
  const found = await told(checkRepo, {
    'miniprogram/stores/home.ts': "import { observable } from 'mobx-miniprogram';\nexport const a = observable({});\n",
    'package-lock.json': '{"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"}}}',
    'README.md': 'See docs/local.md and ./shared/root/ of nothing.\n',
  });
  expect(found).toEqual([]);
});

test('what ties the repository to one place is told', async () => {
  const outside = ['..', 'shared', 'design'].join('/');
  const machine = ['', 'home', 'li', 'huitouke'].join('/');
  const registry = ['registry', 'npmmirror', 'com'].join('.');
  const found = await told(checkRepo, {
    'package.json':
      '{\n"dependencies": {\n"mobx-miniprogram": "^6.12.3",\n"dayjs": "1.11.23"},\n"devDependencies": {"a": "latest"}}',
    'package-lock.json': `{"packages": {\n"node_modules/a": {"resolved": "https://${registry}/a.tgz"}}}`,
    'docs/a.md': `see\n${outside}\n${machine}/x\n`,
    'local/a.ts': ['//', ' TO', 'DO: later\n'].join(''),
    'miniprogram/stores/home.ts': "import { observable } from 'mobx-miniprogram';\nexport const a = observable({});\n",
  });
  expect(lines(found).sort()).toEqual([
    'docs/a.md:2',
    'docs/a.md:3',
    'local/a.ts:1',
    'package-lock.json:2',
    'package-lock.json:2',
    'package.json:3',
    'package.json:4',
    'package.json:5',
  ]);
});

test('a lock file that npm ci would refuse on a machine of another kind is told', async () => {
  const found = await told(checkRepo, {
    'miniprogram/stores/home.ts': "import { observable } from 'mobx-miniprogram';\nexport const a = observable({});\n",
    'package-lock.json':
      '{"packages": {\n"node_modules/a": {"version": "1.0.0",\n"optionalDependencies": {"a-linux": "1.0.0", "a-mac": "1.0.0"}},\n"node_modules/a-linux": {"version": "1.0.0"}}}',
  });
  expect(found).toEqual([expect.stringMatching(/^package-lock\.json:2 a-mac, optional for node_modules\/a, /)]);
});
