import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Place, SDK } from './cloud-server-place';

const JSON_TYPE = 'application/json; charset=utf-8';

async function post(place: Place, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') {
  const response = await fetch(`${place.origin}/admin`, { method: 'POST', headers: { 'content-type': type }, body });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    ...((await response.json()) as object),
  };
}

describe('/admin', () => {
  test('answers 200 with a code to everything that is no request', async () => {
    const place = await Place.open({});
    const form = 'multipart/form-data; boundary=x';
    for (const [body, type] of [
      ['', 'application/json'],
      ['[]', 'application/json'],
      ['{"action":7}', 'application/json'],
      ['{"action":"functions.invokeFunction"}', 'application/json'],
      ['{"action":"storage.batchDeleteFile","fileid_list":"all"}', 'application/json'],
      ['--x\r\n', form],
      ['--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--', form],
      ['--x\r\nContent-Disposition: form-data; name="action"\r\n\r\nwx.openApi\r\n--x--', form],
    ] as const) {
      const answer = await post(place, body, type);
      expect(answer).toMatchObject({ status: 200, type: JSON_TYPE, code: 'INVALID_PARAM' });
    }
    for (const action of ['storage.copyFile', 'wx.api', 'nonsense']) {
      expect(await post(place, JSON.stringify({ action }))).toMatchObject({
        status: 200,
        code: 'NOT_AVAILABLE_LOCALLY',
      });
    }
  });

  test('keeps the binary part of a form as it was sent', async () => {
    const place = await Place.open({
      ask: `${SDK} exports.main = async ({ content }) => cloud.openapi.security.msgSecCheck({ content });`,
    });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (content) => {
        expect((await place.call('ask', { content }, 'o-lin')).result).toMatchObject({ errCode: 0 });
      }),
      { numRuns: 25 },
    );
  });

  test('of a function that nobody calls knows no person', async () => {
    const place = await Place.open({ who: `${SDK} exports.main = async (event) => [event, cloud.getWXContext()];` });
    const forged = { wxCloudApiToken: 'guessed', sessionToken: 'guessed', openid: 'o-lin' };
    const request = { action: 'functions.invokeFunction', function_name: 'who', request_data: '{"a":1}', ...forged };
    const answer = (await post(place, JSON.stringify(request))) as { data?: { response_data: string } };
    expect(JSON.parse(answer.data?.response_data ?? '')).toEqual([{ a: 1 }, {}]);
  });
});

describe('the control interface', () => {
  test('answers any body with a result or a typed refusal, never with a failure of its own', async () => {
    const place = await Place.open({ echo: 'exports.main = async (event) => event;' });
    const paths = ['call', 'clock', 'faults', 'timer', 'consents', 'phonecode', 'risk', 'fileurl', 'deletefile'];
    const fields = [
      'as',
      'name',
      'data',
      'now',
      'advanceMs',
      'templateId',
      'count',
      'phone',
      'rank',
      'fileList',
      'nth',
      'killAfter',
    ];
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue(), { maxKeys: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, async (path, value) => {
        const response = await fetch(`${place.origin}/local/${path}`, { method: 'POST', body: JSON.stringify(value) });
        const answer = (await response.json()) as { error?: { code?: string } };
        expect([200, 400, 404]).toContain(response.status);
        if (response.status !== 200) expect(answer.error?.code).toMatch(/^[A-Z_]+$/);
      }),
      { numRuns: 300 },
    );
    expect(await place.call('echo', { still: 'here' })).toMatchObject({ result: { still: 'here' } });
  });
});
