import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { Place, SDK } from './cloud-server-place';

const ASK = `${SDK}
exports.main = async ({ group, api, args }) => {
  try {
    const answer = await cloud.openapi[group][api](args);
    return answer.buffer ? { contentType: answer.contentType, picture: answer.buffer.toString('base64') } : answer;
  } catch (error) {
    return { errCode: error.errCode, errMsg: error.errMsg };
  }
};`;
const open = () => Place.open({ ask: ASK });
const ask = async (place: Place, name: string, args: object) => {
  const [group, api] = name.split('.');
  return (await place.call('ask', { group, api, args }, 'o-lin')).result;
};

describe('wxacode.getUnlimited', () => {
  test('gives a picture that a scanner reads', async () => {
    const place = await open();
    const answer = await ask(place, 'wxacode.getUnlimited', {
      scene: 'i=8K2Q&t=1',
      page: 'pages/home/index',
      width: 300,
    });
    expect(answer.contentType).toBe('image/png');
    const png = PNG.sync.read(Buffer.from(answer.picture, 'base64'));
    const code = jsQR(new Uint8ClampedArray(png.data), png.width, png.height);
    const url = new URL(code?.data ?? '');
    expect(url.origin + url.pathname).toBe('https://local.weixin/wxa');
    expect(Object.fromEntries(url.searchParams)).toEqual({ scene: 'i=8K2Q&t=1', page: 'pages/home/index' });
  });

  test.each([
    [{ page: 'pages/a' }, 40169],
    [{ scene: '' }, 40169],
    [{ scene: 'a'.repeat(33) }, 40169],
    [{ scene: '100%' }, 40169],
    [{ scene: '中文' }, 40169],
    [{ scene: 'a', page: '/pages/a' }, 41030],
    [{ scene: 'a', page: 'pages/a?b=1' }, 41030],
    [{ scene: 'a', width: 20 }, 40097],
  ])('refuses %j with %i', async (args, errCode) => {
    expect(await ask(await open(), 'wxacode.getUnlimited', args)).toMatchObject({ errCode });
  });
});

describe('subscribeMessage.send', () => {
  const message = (data: Record<string, { value: string }>) => ({
    touser: 'o-lin',
    templateId: 'T1',
    page: 'pages/home/index',
    data,
  });
  const good = { thing1: { value: '积分到账' }, number2: { value: '25' }, time3: { value: '2026年11月21日 15:01' } };

  test('needs one consent for one message, which lands in the inbox', async () => {
    const place = await open();
    expect(await ask(place, 'subscribeMessage.send', message(good))).toMatchObject({ errCode: 43101 });
    await place.control('POST', '/local/consents', { as: 'o-lin', templateId: 'T1' });
    expect(await ask(place, 'subscribeMessage.send', message(good))).toMatchObject({
      errCode: 0,
      errMsg: 'openapi.subscribeMessage.send:ok',
    });
    expect(await ask(place, 'subscribeMessage.send', message(good))).toMatchObject({ errCode: 43101 });
    const { messages } = await place.control('GET', '/local/inbox?openid=o-lin');
    expect(messages).toMatchObject([
      { templateId: 'T1', page: 'pages/home/index', data: { thing1: '积分到账', number2: '25' } },
    ]);
    expect(await place.control('GET', '/local/inbox?openid=o-chen')).toEqual({ messages: [] });
  });

  test('shows the newest message first and keeps all over a restart', async () => {
    const place = await open();
    await place.control('POST', '/local/consents', { as: 'o-lin', templateId: 'T1', count: 3 });
    for (const value of ['一', '二']) {
      await ask(place, 'subscribeMessage.send', message({ thing1: { value } }));
      await place.control('POST', '/local/clock', { advanceDays: 1 });
    }
    await place.close();
    await place.start();
    const { messages } = await place.control('GET', '/local/inbox?openid=o-lin');
    expect((messages as { data: object }[]).map(({ data }) => data)).toEqual([{ thing1: '二' }, { thing1: '一' }]);
    expect(await place.control('GET', '/local/consents?openid=o-lin')).toEqual({ consents: { T1: 1 } });
  });

  test.each([
    { thing1: { value: '一二三四五六七八九十一二三四五六七八九十一' } },
    { thing1: { value: '' } },
    { phrase1: { value: '六个字的短语' } },
    { number1: { value: '很多' } },
    { amount1: { value: '十元' } },
    { unheard1: { value: 'x' } },
  ])('refuses the field of %j and uses up no consent', async (data) => {
    const place = await open();
    await place.control('POST', '/local/consents', { as: 'o-lin', templateId: 'T1' });
    expect(await ask(place, 'subscribeMessage.send', message(data as Record<string, { value: string }>))).toMatchObject(
      { errCode: 47003 },
    );
    expect(await place.control('GET', '/local/consents?openid=o-lin')).toEqual({ consents: { T1: 1 } });
  });
});

describe('other open APIs', () => {
  test('a phone code is good once and for five minutes', async () => {
    const place = await open();
    const codes = [];
    for (let n = 0; n < 2; n += 1)
      codes.push((await place.control('POST', '/local/phonecode', { as: 'o-lin', phone: '13800000001' })).code);
    const answer = await ask(place, 'phonenumber.getPhoneNumber', { code: codes[0] });
    expect(answer.phoneInfo).toMatchObject({ purePhoneNumber: '13800000001', countryCode: '86' });
    expect(await ask(place, 'phonenumber.getPhoneNumber', { code: codes[0] })).toMatchObject({ errCode: 40029 });
    await place.control('POST', '/local/clock', { advanceMs: 6 * 60_000 });
    expect(await ask(place, 'phonenumber.getPhoneNumber', { code: codes[1] })).toMatchObject({ errCode: 40029 });
  });

  test('a text with a listed word is risky, any other passes', async () => {
    const place = await open();
    const check = (content: string) =>
      ask(place, 'security.msgSecCheck', { version: 2, scene: 1, openid: 'o-lin', content });
    expect(await check('小林')).toMatchObject({ errCode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await check('卖违禁品')).toMatchObject({ errCode: 0, result: { suggest: 'risky' } });
    expect(await ask(place, 'security.msgSecCheck', { content: '卖违禁品' })).toMatchObject({ errCode: 87014 });
    expect(await ask(place, 'security.msgSecCheck', { content: '小林' })).toMatchObject({ errCode: 0 });
    expect(await ask(place, 'security.msgSecCheck', { version: 2, scene: 1, content: '小林' })).toMatchObject({
      errCode: 40003,
    });
  });

  test('a risk rank is what was set', async () => {
    const place = await open();
    const rank = async () =>
      (await ask(place, 'riskControl.getUserRiskRank', { openid: 'o-lin', scene: 1, clientIp: '127.0.0.1' })).riskRank;
    expect(await rank()).toBe(0);
    await place.control('POST', '/local/risk', { as: 'o-lin', rank: 4 });
    expect(await rank()).toBe(4);
  });

  test('what is not here says so by name', async () => {
    const place = await open();
    for (const name of ['wxacode.get', 'logistics.getPath']) {
      expect((await ask(place, name, { path: 'a' })).errMsg).toContain(`${name} is not available locally`);
    }
    const pay = await Place.open({
      pay: `${SDK} exports.main = () => cloud.cloudPay.downloadBill({ billDate: '20261001' });`,
    });
    expect((await pay.call('pay', {}, 'o-lin')).error?.message).toContain(
      'cloudPay.downloadBill is not available locally',
    );
  });
});

describe('permissions.openapi', () => {
  const check = { group: 'security', api: 'msgSecCheck', args: { content: '小林' } };

  test('lets a function call what its config.json names, and nothing else', async () => {
    const place = Place.make({ ask: ASK, bare: ASK });
    place.write('functions/ask/config.json', JSON.stringify({ permissions: { openapi: ['security.msgSecCheck'] } }));
    place.write('functions/bare/config.json', JSON.stringify({ permissions: {} }));
    await place.start();
    expect((await place.call('ask', check, 'o-lin')).result).toMatchObject({ errCode: 0 });
    const code = { group: 'wxacode', api: 'getUnlimited', args: { scene: 'a' } };
    expect((await place.call('ask', code, 'o-lin')).result).toMatchObject({ errCode: -604101 });
    expect((await place.call('bare', check, 'o-lin')).result).toMatchObject({ errCode: -604101 });
  });

  test('comes from the manifest when there is one', async () => {
    const place = Place.make({ ask: ASK });
    const manifest = {
      collections: {},
      functions: { ask: { timeoutS: 5, memoryMb: 256, openapi: ['wxacode.getUnlimited'] } },
    };
    place.write('manifest.json', JSON.stringify(manifest));
    await place.start();
    expect((await place.call('ask', check, 'o-lin')).result).toMatchObject({ errCode: -604101 });
  });

  test('is of no use to a call that WeChat did not set going; a timer may', async () => {
    const place = await open();
    expect((await place.call('ask', check)).result).toMatchObject({ errCode: -604104 });
    const timer = await Place.open({
      tick: `${SDK} exports.main = async () => cloud.openapi.security.msgSecCheck({ content: '小林' });`,
    });
    expect((await timer.control('POST', '/local/timer', { name: 'tick' })).result).toMatchObject({ errCode: 0 });
  });
});
