/** The guides to going live are complete, agree with each other and with the list that a deployment prints. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../scripts/deploy/checklist';
import { fill, framesOf } from '../../setup/stranger/guide';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const chinese = read('docs/deploy.zh-CN.md');
const english = read('docs/deploy.md');

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

function brokenLinks(file: string): string[] {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    // Links to pages of the repository's host lead out of the repository.
    if (target.startsWith('..')) return false;
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(read(target)).includes(decodeURIComponent(anchor));
  });
}

const PAPERS = ['README.md', 'README.zh-CN.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

test.each([...PAPERS, 'docs/deploy.md', 'docs/deploy.zh-CN.md'])('every link of %s leads somewhere', (file) => {
  expect(brokenLinks(file)).toEqual([]);
});

test('both guides have the same steps', () => {
  const numbers = (text: string, step: RegExp) => [...text.matchAll(step)].map(([, number]) => Number(number));
  const steps = Array.from({ length: 17 }, (_, at) => at + 1);
  expect(numbers(chinese, /^### 第 (\d+) 步 /gm)).toEqual(steps);
  expect(numbers(english, /^### (\d+)\. /gm)).toEqual(steps);
});

test('both guides have the same commands', () => {
  const words: Record<string, string> = {
    REPOSITORY: '仓库地址',
    YOUR_ENV: '你的环境ID',
    YOUR_APPID: '你的AppID',
    YOUR_UPLOAD_KEY_FILE: '你的上传密钥文件',
    YOUR_SECRET_ID: '你的SecretId',
    YOUR_SECRET_KEY: '你的SecretKey',
    'the first version': '第一版',
  };
  const typed = (text: string) =>
    framesOf(text).map((frame) => (frame.kind === 'run' ? frame.script : `${frame.name}\n${frame.text}`));
  expect(typed(english).map((frame) => fill(frame, words))).toEqual(typed(chinese));
});

test('every fact to be checked is in the list, once, with its source and what holds until then', () => {
  const list = chinese.slice(chinese.indexOf('\n## 上线前核对'));
  const rows = [...list.matchAll(/^\| (\d+) \| (.+) \| (.+) \| (.+) \|$/gm)];
  const numbers = rows.map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(numbers.length).toBeGreaterThan(16);
  for (const [, , ...cells] of rows) expect(cells.filter((cell = '') => cell.trim().length < 4)).toEqual([]);
  const told = [...chinese.matchAll(/核对 (\d+)\]/g), ...english.matchAll(/check(?:s)? ([\d, and]+)/gi)]
    .flatMap(([, which = '']) => which.match(/\d+/g) ?? [])
    .map(Number);
  expect(told.filter((number) => !numbers.includes(number))).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
});

test('facts of the platform are rows with a number of their own and a source', () => {
  const rows = read('docs/before-launch.md')
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));
  expect(rows.map(([number]) => Number(number))).toEqual(rows.map((_, at) => at + 1));
  expect(rows.filter((cells) => cells.length !== 4 || cells.some((cell) => cell.trim() === ''))).toEqual([]);
});

test('the guide names its steps as the list does that a deployment prints', () => {
  const headings = [...chinese.matchAll(/^### 第 (\d+) 步 (.+)$/gm)].map(([, step, title]) => ({
    step: Number(step),
    title,
  }));
  expect(headings).toEqual(CHECKLIST.map(({ step, title }) => ({ step, title })));
});

test('whatever the guide has a cure for is something that a deployment says', () => {
  const part = chinese.slice(chinese.indexOf('\n按看到的字找'), chinese.indexOf('\n上线以后'));
  const rows = [...part.matchAll(/^\| (`.+?) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/(?<=`)[^`]{3,}(?=`)/g) ?? [],
  );
  const sources = readdirSync(join(root, 'scripts/deploy')).map((file) => read(`scripts/deploy/${file}`));
  // As the source writes them: names that a sentence takes in are pieces of a template.
  const said = sources.join('\n').replaceAll(`\${PAY_KEYS}`, 'HUITOUKE_PAY_V3');
  const theirs = ['AuthFailure', 'UnauthorizedOperation', 'invalid ip'];
  const unknown = rows.filter((row) => row !== '、' && !theirs.includes(row) && !said.includes(row));
  expect(unknown).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
});
