/**
 * OPS-5, OPS-9: somebody who has never deployed anything follows docs/deploy.zh-CN.md from an empty environment to a
 * running shop, word for word: each `sh` frame is typed, each `ini` frame is saved, each `text` frame has to be seen.
 */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifest } from '../../cloudfunctions/manifest';
import { installTool, loadTool } from '../../scripts/wechat/tool';
import { ROOT } from '../setup/built';
import { lineTo } from '../setup/shopper';
import { callStaff } from '../setup/staff';
import { Desk, type Ended } from '../setup/stranger/desk';
import { type Frame, fill, framesOf, notSeen, placeholdersOf, readGuide } from '../setup/stranger/guide';
import { bringToLife, type Deployed } from '../setup/stranger/live';
import { CREDENTIAL, ENVIRONMENT, TencentStub } from '../setup/tencent/stub';
import { UploadStub } from '../setup/wechat/upload-stub';

const guide = readGuide(join(ROOT, 'docs/deploy.zh-CN.md'));
const APPID = 'wx0123456789abcdef';
const KEY_FILE = `private.${APPID}.key`;

interface Typed {
  frame: Extract<Frame, { kind: 'run' }>;
  script: string;
  ended: Ended;
  /** Writes to the cloud while this ran. */
  writes: number;
}

let stub: TencentStub;
let wechat: UploadStub;
let desk: Desk;
/** What differs from a stranger's surroundings: where Tencent and WeChat answer, and how long is waited for them. */
let surroundings: Record<string, string>;
const typed: Typed[] = [];

const own = (): Record<string, string> => ({
  仓库地址: desk.repository,
  你的环境ID: ENVIRONMENT,
  你的AppID: APPID,
  你的上传密钥文件: KEY_FILE,
  你的SecretId: CREDENTIAL.secretId,
  你的SecretKey: CREDENTIAL.secretKey,
});

beforeAll(async () => {
  installTool();
  const uploadKey = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  stub = await TencentStub.open();
  wechat = await UploadStub.open(uploadKey.publicKey, loadTool().DefaultProjectAttr);
  desk = Desk.set(ROOT);
  const authority = join(desk.folder, 'authority.pem');
  writeFileSync(authority, wechat.authority);
  surroundings = {
    TENCENTCLOUD_API: stub.origin,
    HUITOUKE_DEPLOY_PAUSE_MS: '1',
    HTTPS_PROXY: wechat.proxy,
    https_proxy: wechat.proxy,
    NODE_EXTRA_CA_CERTS: authority,
  };
  for (const frame of framesOf(guide)) {
    if (frame.kind === 'run') typed.push(await follow(frame));
    else {
      desk.save(frame.name, fill(frame.text, own()));
      desk.save(KEY_FILE, uploadKey.privateKey);
    }
  }
}, 900_000); // four builds and a compilation: minutes on a machine that does other things too

afterAll(async () => {
  await Promise.all([stub.close(), wechat.close()]);
  desk.clear();
});

async function follow(frame: Typed['frame']): Promise<Typed> {
  const script = fill(frame.script, own());
  const before = stub.writes.length;
  const ended = await desk.type(script, surroundings);
  return { frame, script, ended, writes: stub.writes.length - before };
}

const thatRan = (...words: string[]) => typed.filter(({ script }) => words.every((word) => script.includes(word)));

test('every command of the guide ends well', () => {
  const bad = typed.filter(({ ended }) => ended.code !== 0);
  expect(bad.map(({ frame, ended }) => `line ${frame.line}: exit ${ended.code}\n${ended.printed}`)).toEqual([]);
  expect(typed.length).toBeGreaterThan(4);
});

test('what the guide says will be seen is seen, in this order', () => {
  for (const { frame, ended } of typed) {
    const promised = frame.seen.map((line) => fill(line, own()));
    expect(notSeen(promised, ended.printed), `line ${frame.line}, which printed:\n${ended.printed}`).toEqual([]);
  }
  expect(typed.filter(({ frame }) => frame.seen.length > 0).length).toBeGreaterThan(2);
});

test('the table at the top names every word that is to be replaced, and no other', () => {
  expect(placeholdersOf(guide).sort()).toEqual(Object.keys(own()).sort());
  const left = typed.filter(({ script }) => /你的|仓库地址/.test(script));
  expect(left.map(({ script }) => script)).toEqual([]);
});

test('a look beforehand changes nothing, the first deployment everything, the second nothing', () => {
  const deployments = thatRan('npm run deploy');
  const [look, first, second] = deployments;
  expect(look?.script).toContain('--dry-run');
  expect([look?.writes, second?.writes]).toEqual([0, 0]);
  expect(first?.writes).toBeGreaterThan(Object.keys(manifest.collections).length);
});

test('what is declared is there: closed collections with their indexes, functions, the timer, the routes', () => {
  const { collections, functions, routes } = stub.environment;
  // Those the platform makes by itself begin with a stroke.
  const made = (indexes: { Name: string }[]) => indexes.map((one) => one.Name).filter((name) => !name.startsWith('_'));
  const found = [...collections].map(([name, { acl, indexes }]) => [name, acl, made(indexes).sort()]);
  const declared = Object.entries(manifest.collections).map(([name, { acl, indexes }]) => [
    name,
    acl,
    indexes.map((one) => one.name).sort(),
  ]);
  expect(found.sort()).toEqual(declared.sort());
  expect([...functions.keys()].sort()).toEqual(Object.keys(manifest.functions).sort());
  expect([...functions].filter(([, { triggers }]) => triggers.length > 0).map(([name]) => name)).toEqual(['timer']);
  expect(routes.map((route) => route.Path).sort()).toEqual(['/partner', '/payment']);
});

test('the shop’s keys are made once, printed once, and kept in the file that the guide names', () => {
  const keys = JSON.parse(desk.read(`.deploy/${ENVIRONMENT}.keys.json`)) as Record<string, string>;
  const variables = stub.environment.functions.get('shopper')?.variables ?? {};
  expect(Object.keys(keys).sort()).toEqual(['HUITOUKE_FIELD_KEYS', 'HUITOUKE_SECRET']);
  for (const [name, value] of Object.entries(keys)) {
    expect(value).toBe(variables[name]);
    expect(typed.map(({ ended }) => ended.printed.includes(value)).filter(Boolean), name).toHaveLength(1);
  }
  expect(typed.filter(({ ended }) => ended.printed.includes(CREDENTIAL.secretKey))).toEqual([]);
});

test('the mini-program is uploaded as the version that the guide says, and speaks to this environment', () => {
  expect(wechat.versions).toHaveLength(1);
  expect(wechat.versions[0]).toMatchObject({ appid: APPID, version: '1.0.0', desc: '第一版' });
  const { files } = wechat.versions[0] ?? { files: new Map<string, Buffer>() };
  expect([...files.keys()]).toContain('app.js');
  const named = /CLOUD_ENV ?= ?["']([^"']+)["']/.exec(files.get('config.js')?.toString() ?? '');
  expect(named?.[1]).toBe(ENVIRONMENT);
});

test('the deployed build runs, and the printed code makes its owner', async () => {
  const [, first] = thatRan('npm run deploy');
  const [, code = ''] = /^开店码：(\S{10})$/m.exec(first?.ended.printed ?? '') ?? [];
  const live = await bringToLife(desk.folder, deployed());
  try {
    const line = lineTo(live.origin);
    const { staff } = await callStaff(line, 'owner-to-be', 'staff.claim', { code, name: '店主' }, 'claim');
    expect(staff?.role).toBe('owner');
    const builds = await Promise.all(Object.keys(manifest.functions).map((name) => buildOf(live.origin, name)));
    const declared = JSON.parse(desk.read('dist/manifest.json')) as { build: string };
    expect(builds).toEqual(builds.map(() => declared.build));
  } finally {
    await live.close();
  }
});

async function buildOf(origin: string, name: string): Promise<string | undefined> {
  const asked = { as: 'somebody', name, data: { action: 'build' } };
  const answer = (await lineTo(origin).control('/local/call', asked)) as { result?: { data?: { build?: string } } };
  return answer.result?.data?.build;
}

/** The code that each function was last given, with the variables it has now. */
function deployed(): Deployed[] {
  return [...stub.environment.functions].map(([name, { variables }]) => {
    const given = stub.writes.filter(({ parameters }) => parameters.FunctionName === name).flatMap(zipIn);
    return { name, zip: Buffer.from(given.at(-1) ?? '', 'base64'), variables };
  });
}

function zipIn({ parameters }: TencentStub['calls'][number]): string[] {
  const code = (parameters.Code as { ZipFile?: string } | undefined)?.ZipFile;
  const zip = code ?? parameters.ZipFile;
  return typeof zip === 'string' ? [zip] : [];
}
