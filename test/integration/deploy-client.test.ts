/** The upload of the mini-program with WeChat's own tool, against a stub of WeChat's upload service. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClientUpload, uploadClient } from '../../scripts/deploy/client';
import { installTool, loadTool } from '../../scripts/wechat/tool';
import { UploadStub } from '../setup/wechat/upload-stub';

const APPID = 'wx0123456789abcdef';
const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let stub: UploadStub;
let folder: string;
let notes: string[];

beforeAll(installTool, 600_000);

beforeEach(async () => {
  stub = await UploadStub.open(pair.publicKey, loadTool().DefaultProjectAttr);
  folder = mkdtempSync(join(tmpdir(), 'huitouke-client-'));
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'authority.pem'), stub.authority);
  // Where the tool may write: looked through afterwards.
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, stub.proxy);
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'authority.pem'));
  notes = [];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await stub.close();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => vi.unstubAllEnvs());

const files: Record<string, string> = {
  'project.config.json': JSON.stringify({
    appid: 'touristappid',
    compileType: 'miniprogram',
    libVersion: '3.8.0',
    miniprogramRoot: 'miniprogram/',
    setting: { useCompilerPlugins: ['typescript'], es6: true, enhance: true, minified: true },
  }),
  'package.json': '{"name":"small","version":"1.0.0","dependencies":{}}',
  'miniprogram/app.json': '{"pages":["pages/home/index"]}',
  'miniprogram/app.ts': "App({ globalData: { greeting: 'hello' as string } });",
  'miniprogram/pages/home/index.json': '{}',
  'miniprogram/pages/home/index.wxml': '<view>{{ greeting }}</view>',
  'miniprogram/pages/home/index.wxss': '.a { color: red; }',
  'miniprogram/pages/home/index.ts': "const word: string = 'hello'; Page({ data: { greeting: word } });",
};

function project(changes: Record<string, string> = {}): string {
  const root = join(folder, 'project');
  for (const [name, content] of Object.entries({ ...files, ...changes })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

const upload = (wanted: Partial<ClientUpload> = {}) =>
  uploadClient({
    root: wanted.root ?? project(),
    version: '1.4.0',
    desc: '积分商城',
    robot: 2,
    appid: APPID,
    key: pair.privateKey,
    note: (line) => notes.push(line),
    ...wanted,
  });

/** Names of the files in which the key lies. */
function keyFiles(): string[] {
  const line = pair.privateKey.split('\n')[2] as string;
  const names = readdirSync(join(folder, 'tmp'), { recursive: true, withFileTypes: true });
  const paths = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return paths.filter((path) => readFileSync(path).includes(line));
}

describe('uploading the mini-program', () => {
  it('makes the version that was asked for, signed, compiled, and leaves nothing behind', async () => {
    const uploaded = await upload();
    expect(uploaded).toEqual({ ok: true, packages: [{ name: '__FULL__', bytes: expect.any(Number) }] });
    expect(stub.versions).toHaveLength(1);
    const [version] = stub.versions;
    expect(version).toMatchObject({ appid: APPID, version: '1.4.0', desc: '积分商城', robot: '2' });
    const names = [...(version?.files.keys() ?? [])];
    expect(names).toEqual(expect.arrayContaining(['app.js', 'pages/home/index.js']));
    expect(names.filter((name) => /\.tsx?$/.test(name))).toEqual([]);
    expect(keyFiles()).toEqual([]);
    expect(readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('huitouke'))).toEqual([]);
    expect(notes.join('\n')).toContain('主包');
  });

  it('takes a key whose lines are escaped, as a CI’s secret has them', async () => {
    expect(await upload({ key: pair.privateKey.replaceAll('\n', '\\n') })).toMatchObject({ ok: true });
    expect(stub.versions).toHaveLength(1);
  });

  it('takes the key from a file, and says in WeChat’s words why a version was not taken', async () => {
    const file = join(folder, 'private.key');
    writeFileSync(file, pair.privateKey);
    // Answered only to who has signed rightly.
    stub.refusal = { errCode: -10008, errMsg: 'invalid ip: 203.0.113.7, reference: robot' };
    expect(await upload({ key: file })).toEqual({
      ok: false,
      reason: [expect.stringContaining('invalid ip: 203.0.113.7')],
    });
  });

  it('speaks to the environment that is deployed, which is written into what is sent alone', async () => {
    const config = "/** Empty takes the first. */\nexport const CLOUD_ENV = '';\n";
    const using = "import { CLOUD_ENV } from './config';\nApp({ globalData: { env: CLOUD_ENV } });";
    const root = project({ 'miniprogram/config.ts': config, 'miniprogram/app.ts': using });
    expect(await upload({ root, env: 'trial-1a2b' })).toMatchObject({ ok: true });
    expect(stub.versions[0]?.files.get('config.js')?.toString()).toContain('trial-1a2b');
    expect(readFileSync(join(root, 'miniprogram/config.ts'), 'utf8')).toBe(config);
  });

  it('is refused when the program names another environment', async () => {
    const root = project({ 'miniprogram/config.ts': "export const CLOUD_ENV = 'shop-9z8y';" });
    expect(await upload({ root, env: 'trial-1a2b' })).toEqual({
      ok: false,
      reason: [expect.stringMatching(/shop-9z8y.*trial-1a2b/)],
    });
    expect(stub.asked).toEqual([]);
  });

  it('is refused with the key of another mini-program', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const key = other.export({ type: 'pkcs1', format: 'pem' }).toString();
    expect(await upload({ key })).toMatchObject({ ok: false });
    expect(stub.versions).toEqual([]);
  });
});

describe('before anything is sent', () => {
  it.each<[string, Partial<ClientUpload>, RegExp]>([
    ['an app id that is none', { appid: 'touristappid' }, /WX_APPID/],
    ['a key that is none', { key: 'password' }, /WX_UPLOAD_KEY/],
    [
      'a text that looks like a key',
      { key: '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----' },
      /WX_UPLOAD/,
    ],
    ['a version that is none', { version: '1.4' }, /版本号/],
    ['a robot that does not exist', { robot: 31 }, /机器人/],
  ])('%s is refused', async (_name, wanted, told) => {
    expect(await upload(wanted)).toEqual({ ok: false, reason: [expect.stringMatching(told)] });
    expect(stub.asked).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a page that is declared and not there', { 'miniprogram/app.json': '{"pages":["pages/gone/index"]}' }, /gone/],
    [
      'a page that is there and not declared',
      { 'miniprogram/pages/lost/index.wxml': '<view/>', 'miniprogram/pages/lost/index.json': '{}' },
      /pages\/lost\/index/,
    ],
    [
      'a require that leaves the package',
      {
        'miniprogram/pages/home/index.ts': "import { n } from '../../../typings/n'; Page({ data: { n } });",
        'typings/n.ts': 'export const n = 1;',
      },
      /finds nothing/,
    ],
    ['a main package that is too large', { 'miniprogram/large.json': `"${'x'.repeat(410_000)}"` }, /main package/],
  ])('%s is refused', async (_name, changes, told) => {
    const uploaded = await upload({ root: project(changes) });
    expect(uploaded).toEqual({ ok: false, reason: expect.arrayContaining([expect.stringMatching(told)]) });
    expect(stub.asked.filter((path) => path.endsWith('/upload'))).toEqual([]);
    expect(existsSync(join(folder, 'project/miniprogram/miniprogram_npm'))).toBe(false);
  });
});
