import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PATIENT, Place, SDK } from './cloud-server-place';

const WHO = `${SDK}
exports.main = async (event) => {
  const before = cloud.getWXContext();
  await db.collection('notes').add({ data: { by: before.OPENID } });
  await new Promise((done) => setTimeout(done, event.waitMs || 0));
  const { total } = await db.collection('notes').where({ by: before.OPENID }).count();
  return { before, after: cloud.getWXContext(), event, total, token: process.env.WX_API_TOKEN };
};`;

describe('identity', () => {
  test('a function sees who called, and never what the caller says of themselves', async () => {
    const place = await Place.open({ who: WHO });
    await place.collections('notes');
    const { result } = await place.call('who', { userInfo: { openId: 'o-forged' }, openid: 'o-forged' }, 'o-lin');
    expect(result.before).toMatchObject({ OPENID: 'o-lin', ENV: 'local', SOURCE: 'wx_client' });
    expect(result.before.CLIENTIP).toMatch(/^100\.64\.\d+\.\d+$/);
    expect(result.before.UNIONID).toMatch(/^u/);
    expect(result.event.userInfo).toEqual({ openId: 'o-lin', appId: result.before.APPID });
    expect(result.before).not.toHaveProperty('API_TOKEN');
  });

  test('each person has an address of their own, unless they share a network', async () => {
    const place = await Place.open({ who: WHO });
    await place.collections('notes');
    const from = async (as: string, address?: string) => {
      const { result } = (await place.control('POST', '/local/call', { as, address, name: 'who' })) as {
        result: { before: { CLIENTIP: string } };
      };
      return result.before.CLIENTIP;
    };
    expect(await from('o-lin')).not.toBe(await from('o-chen'));
    expect(await from('o-lin', '203.0.113.7')).toBe('203.0.113.7');
    expect(await from('o-chen', '203.0.113.7')).toBe('203.0.113.7');
  });

  test('overlapping calls of many people over several instances never mix', async () => {
    const place = await Place.open({ who: WHO }, { instances: 3 });
    await place.collections('notes');
    const people = Array.from({ length: 24 }, (_, index) => `o-person-${index}`);
    const answers = await Promise.all(people.map((as, index) => place.call('who', { waitMs: (index * 7) % 20 }, as)));
    for (const [index, { result }] of answers.entries()) {
      expect(result.before.OPENID).toBe(people[index]);
      expect(result.after).toEqual(result.before);
      expect(result.total).toBe(1);
    }
    expect(new Set(answers.map(({ result }) => result.token)).size).toBe(people.length);
  });

  test('a function called by a function acts for the same person, without userInfo', async () => {
    const outer = `${SDK}
exports.main = async () => (await cloud.callFunction({ name: 'who', data: { from: 'outer' } })).result;`;
    const place = await Place.open({ who: WHO, outer });
    await place.collections('notes');
    const { result } = await place.call('outer', {}, 'o-lin');
    expect(result.before).toMatchObject({ OPENID: 'o-lin', SOURCE: 'wx_client,scf' });
    expect(result.event).toEqual({ from: 'outer' });
  });

  test('without a person there is no WX context', async () => {
    const place = await Place.open({ who: `${SDK} exports.main = async (event) => [cloud.getWXContext(), event];` });
    await place.call('who', {}, 'o-lin');
    expect(await place.call('who', { a: 1 })).toMatchObject({ result: [{}, { a: 1 }] });
  });
});

describe('an instance', () => {
  test('runs one call at a time and the others wait', async () => {
    const place = await Place.open(
      {
        busy: `let running = 0;
exports.main = async () => {
  running += 1;
  const seen = running;
  await new Promise((done) => setTimeout(done, 30));
  running -= 1;
  return { seen, pid: process.pid };
};`,
      },
      { instances: 2 },
    );
    const answers = await Promise.all(Array.from({ length: 10 }, () => place.call('busy')));
    expect(answers.map(({ result }) => result.seen)).toEqual(Array(10).fill(1));
    expect(new Set(answers.map(({ result }) => result.pid)).size).toBe(2);
  });

  test('stays warm between calls, runs in UTC and sees nothing of the shell it was started from', async () => {
    const place = await Place.open(
      {
        warm: `let calls = 0;
exports.main = async () => ({ calls: ++calls, zone: new Date().getTimezoneOffset(), names: Object.keys(process.env), parent: typeof process.send });`,
      },
      { instances: 1 },
    );
    await place.call('warm');
    const { result } = await place.call('warm');
    expect(result).toMatchObject({ calls: 2, zone: 0, parent: 'undefined' });
    expect(result.names).not.toContain('VITEST');
  });

  test('is told its limits through the context', async () => {
    const place = Place.make({ told: 'exports.main = async (event, context) => context;' });
    place.write('functions/told/config.json', JSON.stringify({ timeout: 7 }));
    await place.start();
    const { result, requestId } = await place.call('told', {}, 'o-lin');
    expect(result).toMatchObject({
      request_id: requestId,
      function_name: 'told',
      time_limit_in_ms: 7000,
      namespace: 'local',
    });
    expect(JSON.parse(result.environment)).toMatchObject({ WX_OPENID: 'o-lin' });
  });

  test('may answer through the call-back', async () => {
    const place = await Place.open({
      old: 'exports.main = (event, context, callback) => { setTimeout(() => callback(null, event.a + 1), 5); };',
    });
    expect(await place.call('old', { a: 1 })).toMatchObject({ result: 2 });
  });

  test('returns null for nothing and a typed error for what is not JSON', async () => {
    const place = await Place.open({
      nothing: 'exports.main = async () => {};',
      circle: 'exports.main = async () => { const a = {}; a.a = a; return a; };',
    });
    expect(await place.call('nothing')).toMatchObject({ result: null });
    expect(await place.call('circle')).toMatchObject({ error: { code: 'FUNCTIONS_EXECUTE_FAIL', errCode: -504002 } });
  });
});

describe('a function that fails', () => {
  const FAILS = `${SDK}
const exits = { exit: () => process.exit(3), late: () => { Promise.reject(new Error('nobody waits')); return new Promise(() => {}); },
  thrown: () => { throw new TypeError('broken on purpose'); }, forever: () => new Promise(() => {}), loop: () => { for (;;); },
  memory: () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); }, pid: () => process.pid };
exports.main = async ({ how }) => exits[how]();`;

  test.each([
    ['exit', 'exit code 3'],
    ['late', 'nobody waits'],
    ['thrown', 'TypeError: broken on purpose'],
    ['memory', 'the instance of the function ended'],
  ])('by %s tells its caller, and the next call works', async (how, words) => {
    const place = await Place.open({ fails: FAILS }, { instances: 1 });
    const { error } = await place.call('fails', { how });
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', errCode: -504002 });
    expect(error?.message).toContain(words);
    expect((await place.call('fails', { how: 'pid' })).result).toBeGreaterThan(0);
  });

  test.each(['forever', 'loop'])('to end (%s) is stopped at its time-out, and replaced', async (how) => {
    const place = Place.make({ fails: FAILS });
    place.write('functions/fails/config.json', JSON.stringify({ timeout: 1 }));
    await place.start({ instances: 1 });
    const { result: pid } = await place.call('fails', { how: 'pid' });
    const { error } = await place.call('fails', { how });
    expect(error).toMatchObject({ errCode: -504003, message: 'Invoking task timed out after 1 seconds' });
    expect((await place.call('fails', { how: 'pid' })).result).not.toBe(pid);
  });

  test('is caught by the function that called it', async () => {
    const outer = `${SDK}
exports.main = async ({ name }) => { try { return await cloud.callFunction({ name, data: { how: 'thrown' } }); } catch (error) { return { code: error.code, errMsg: error.errMsg || error.message }; } };`;
    const place = await Place.open({ fails: FAILS, outer });
    expect((await place.call('outer', { name: 'fails' })).result.errMsg).toContain('broken on purpose');
    expect((await place.call('outer', { name: 'absent' })).result.errMsg).toContain('Function not found: [absent]');
  });

  test('to load tells every caller, until it is mended', async () => {
    const place = await Place.open({ torn: 'throw new Error("cannot be loaded");', empty: 'exports.other = 1;' });
    const answers = await Promise.all([place.call('torn'), place.call('torn'), place.call('torn'), place.call('torn')]);
    for (const { error } of answers) expect(error?.message).toBe('Error: cannot be loaded');
    expect((await place.call('empty')).error?.message).toContain('exports no function named main');
    place.write('functions/torn/index.js', 'exports.main = async () => "mended";');
    expect(await place.call('torn')).toMatchObject({ result: 'mended' });
  });
});

describe('new code', () => {
  test('serves the next call, while a running call ends on the old', async () => {
    const code = (word: string) =>
      `exports.main = async ({ waitMs = 0 }) => { await new Promise((done) => setTimeout(done, waitMs)); return '${word}'; };`;
    const place = await Place.open({ word: code('old') }, { instances: 2 });
    await place.call('word');
    const running = place.call('word', { waitMs: 400 });
    await new Promise((done) => setTimeout(done, 50));
    place.write('functions/word/index.js', code('new'));
    expect(await place.call('word')).toMatchObject({ result: 'new' });
    expect(await running).toMatchObject({ result: 'old' });
  });

  test('in a sub-folder, in a new folder, and a folder that goes, are noticed', async () => {
    const place = await Place.open({ deep: "exports.main = async () => require('./lib/word');" });
    place.write('functions/deep/lib/word.js', "module.exports = 'old';");
    const until = async (name: string, wanted: unknown) => {
      await expect.poll(async () => (await place.call(name)).result, { ...PATIENT, interval: 50 }).toBe(wanted);
    };
    await until('deep', 'old');
    place.write('functions/deep/lib/word.js', "module.exports = 'new';");
    await until('deep', 'new');
    place.write('functions/later/index.js', "exports.main = async () => 'here';");
    await until('later', 'here');
    rmSync(join(place.functionsDir, 'later'), { recursive: true });
    await expect.poll(async () => (await place.call('later')).error?.code, PATIENT).toBe('FUNCTION_NOT_FOUND');
  });

  test('is served after a build that removes the whole folder first, manifest and all', async () => {
    const declared = (timeoutS: number) =>
      JSON.stringify({ collections: {}, functions: { limit: { timeoutS, memoryMb: 128, openapi: [] } } });
    const place = await Place.open({ limit: 'exports.main = async (event, context) => context.time_limit_in_ms;' });
    expect(await place.call('limit')).toMatchObject({ result: 20_000 });
    for (const timeoutS of [7, 8]) {
      rmSync(place.functionsDir, { recursive: true });
      place.write('functions/limit/index.js', 'exports.main = async (event, context) => context.time_limit_in_ms;');
      place.write('functions/added/index.js', `exports.main = async () => ${timeoutS};`);
      place.write('manifest.json', declared(timeoutS));
      await expect.poll(async () => (await place.call('limit')).result, PATIENT).toBe(timeoutS * 1000);
      await expect.poll(async () => (await place.call('added')).result, PATIENT).toBe(timeoutS);
    }
  });
});

describe('limits', () => {
  const ECHO = 'exports.main = async (event) => ({ length: event.text.length, pid: process.pid });';

  test('a 10 MB event is refused with a typed error and the instance lives on', async () => {
    const place = await Place.open({ echo: ECHO }, { instances: 1 });
    const { result: before } = await place.call('echo', { text: 'a' }, 'o-lin');
    const { error } = await place.call('echo', { text: 'a'.repeat(10 * 1024 * 1024) }, 'o-lin');
    expect(error).toMatchObject({ code: 'EXCEED_MAX_PAYLOAD_SIZE', errCode: -504002 });
    const { result: after } = await place.call('echo', { text: 'a'.repeat(5 * 1024 * 1024) }, 'o-lin');
    expect(after).toEqual({ length: 5 * 1024 * 1024, pid: before.pid });
  });

  test('a result over 1 MB does not reach a phone, over 6 MB nobody', async () => {
    const place = await Place.open({ large: "exports.main = async ({ bytes }) => 'a'.repeat(bytes);" });
    const megabytes = (count: number, as?: string) => place.call('large', { bytes: count * 1024 * 1024 }, as);
    expect((await megabytes(2, 'o-lin')).error?.errCode).toBe(-604001);
    expect((await megabytes(2)).result).toHaveLength(2 * 1024 * 1024);
    expect((await megabytes(7)).error?.code).toBe('EXCEED_MAX_PAYLOAD_SIZE');
  });

  test('bodies that are no call are refused with the field', async () => {
    const place = await Place.open({ echo: ECHO });
    for (const [body, field] of [
      [{ name: 'echo', as: '12345' }, 'as'],
      [{ name: 'echo', as: 'o-lin', extra: 1 }, 'extra'],
      [{ data: {} }, 'name'],
      [{ name: 7 }, 'name'],
    ] as const) {
      const { error } = await place.control('POST', '/local/call', body);
      expect(error).toMatchObject({ code: 'INVALID_PARAM', field });
    }
    const text = await fetch(`${place.origin}/local/call`, { method: 'POST', body: 'not json' });
    expect(text.status).toBe(400);
    expect((await fetch(`${place.origin}/local/nothing`)).status).toBe(404);
    expect((await fetch(`${place.origin}/local/call`)).status).toBe(405);
  });
});

describe('the log', () => {
  test('names function and request of every line a function prints, and no person', async () => {
    const place = await Place.open({
      prints: "exports.main = async () => { console.log('one\\ntwo'); console.error({ three: 3 }); };",
    });
    const { requestId } = await place.call('prints', {}, 'o-lin');
    await expect
      .poll(() => place.lines, PATIENT)
      .toEqual(
        expect.arrayContaining([
          `prints ${requestId} | one`,
          `prints ${requestId} | two`,
          `prints ${requestId} | { three: 3 }`,
        ]),
      );
    expect(place.lines.join('\n')).not.toContain('o-lin');
  });
});

describe('a function that throws', () => {
  test('leaves its stack in the log, with the request', async () => {
    const place = await Place.open({ throws: "exports.main = async () => { throw new RangeError('too far'); };" });
    const { requestId } = await place.call('throws');
    expect(place.lines).toContain(`throws ${requestId} | RangeError: too far`);
    expect(place.lines.filter((line) => line.startsWith(`throws ${requestId} |     at `)).length).toBeGreaterThan(0);
  });
});

describe('strangers', () => {
  test('neither a foreign host name nor a foreign page controls the cloud', async () => {
    const place = await Place.open({ echo: 'exports.main = async () => 1;' });
    const ask = (headers: Record<string, string>) =>
      fetch(`${place.origin}/local/stats`, { headers }).then(({ status }) => status);
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: place.origin })).toBe(200);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    const admin = await fetch(`${place.origin}/admin`, { method: 'POST', headers: { origin: 'null' }, body: '{}' });
    expect(admin.status).toBe(403);
  });
});
