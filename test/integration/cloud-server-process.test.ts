import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCommand, UsageError } from '../../local/cloud/command';
import { PATIENT, Place, SDK } from './cloud-server-place';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** Any free port, and this place's own folders. */
function ownFolders(place: Place): string[] {
  return ['--port', '0', '--data', join(place.dir, 'data'), '--functions', place.functionsDir];
}

function start(args: string[]): { child: ChildProcess; ready: Promise<string>; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'local/cloud/main.ts'), ...args], { cwd: ROOT });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const address = /ready (http:\/\/127\.0\.0\.1:\d+)\/\n/.exec(output)?.[1];
      if (address) resolve(address);
    });
    child.on('exit', () => reject(new Error(`ended before it was ready: ${errors}`)));
  });
  ready.catch(() => {});
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output, errors })));
  return { child, ready, ended };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the command', () => {
  test.each([
    [[], '--port is needed'],
    [['--port', 'x', '--data', 'd', '--functions', '.'], '--port is a whole number'],
    [['--port', '0', '--data', 'd', '--functions', '/nowhere'], '--functions /nowhere is not a folder'],
    [['--port', '0', '--data', 'd', '--functions', '.', '--instances', '0'], '--instances is a whole number'],
    [['--port', '0', '--data', 'd', '--functions', '.', '--manifest', '/nowhere.json'], 'no manifest at'],
    [['--colour'], '--colour'],
  ])('is not %j', (args, words) => {
    expect(() => readCommand(args)).toThrow(words);
    expect(() => readCommand(args)).toThrow(UsageError);
  });

  test('that cannot be understood ends with the usage and code 2', async () => {
    const { code, errors } = await start(['--port', '0']).ended;
    expect(code).toBe(2);
    expect(errors).toContain('--data is needed');
    expect(errors).toContain('usage: cloud');
  });

  test('says in one sentence what is wrong with a declaration', async () => {
    const place = Place.make({ torn: 'exports.main = () => 1;' });
    place.write('functions/torn/config.json', '{"timeout": "long"}');
    const { code, errors } = await start(ownFolders(place)).ended;
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain('config.json: timeout');
  });

  test('loses nothing it answered when it is killed, and its instances end with it', async () => {
    const place = Place.make({
      book: `${SDK}
exports.main = async ({ n }) => {
  if (n === undefined) return (await db.collection('rows').limit(1000).get()).data.map((row) => row.n);
  await db.collection('rows').add({ data: { n } });
  await cloud.uploadFile({ cloudPath: 'n/' + n + '.txt', fileContent: Buffer.from(String(n)) });
  return { n, pid: process.pid };
};`,
    });
    place.write('manifest.json', JSON.stringify({ collections: { rows: { acl: 'ADMINONLY', indexes: [] } } }));
    const args = [...ownFolders(place), '--timeout', '20000'];
    const first = start(args);
    place.origin = await first.ready;
    const answered: number[] = [];
    const pids = new Set<number>();
    await place.control('POST', '/local/consents', { as: 'o-lin', templateId: 'T' });
    let next = 0;
    const worker = async () => {
      while (answered.length < 60) {
        const n = next++;
        const { result } = await place.call('book', { n });
        answered.push(result.n);
        pids.add(result.pid);
      }
    };
    const working = Promise.allSettled([worker(), worker(), worker(), worker()]);
    await expect.poll(() => answered.length, { ...PATIENT, interval: 5 }).toBeGreaterThan(40);
    first.child.kill('SIGKILL');
    await first.ended;
    await working;
    await expect.poll(() => [...pids].filter(isAlive), PATIENT).toEqual([]);

    place.origin = await start(args).ready;
    const { result: rows } = await place.call('book', {});
    expect(rows).toEqual(expect.arrayContaining(answered));
    const ids = answered.slice(0, 50).map((n) => `cloud://local.6c6f-local-1300000000/n/${n}.txt`);
    const { fileList } = await place.control('POST', '/local/fileurl', { fileList: ids });
    for (const { status } of fileList as { status: number }[]) expect(status).toBe(0);
    expect(await place.control('GET', '/local/consents?openid=o-lin')).toEqual({ consents: { T: 1 } });
  });

  test('leaves no instance behind that never looks up from its work', async () => {
    const place = Place.make({
      loop: 'exports.main = async ({ loop }) => { while (loop) {} return process.pid; };',
    });
    const args = ownFolders(place);
    const { child, ready } = start([...args, '--instances', '1', '--timeout', '600000']);
    place.origin = await ready;
    const { result: pid } = await place.call('loop', { loop: false });
    const lost = place.call('loop', { loop: true }).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 200));
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), PATIENT).toBe(false);
    await lost;
  });

  test('does not share its data folder with a second server', async () => {
    const place = await Place.open({ one: 'exports.main = () => 1;' });
    const { code, errors } = await start(ownFolders(place)).ended;
    expect([code, errors]).toEqual([1, expect.stringContaining('another local cloud is using')]);
  });

  test('ends by itself on SIGTERM', async () => {
    const place = Place.make({ one: 'exports.main = () => 1;' });
    const { child, ready, ended } = start(ownFolders(place));
    place.origin = await ready;
    expect(await place.call('one')).toMatchObject({ result: 1 });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
