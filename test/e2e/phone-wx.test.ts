import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PhoneWindow, WxPhone } from './phone-wx.browser';

let phone: WxPhone;

beforeAll(async () => {
  phone = await WxPhone.open();
});
afterAll(() => phone.close());
beforeEach(() => phone.fresh());
afterEach(async () => expect(await phone.phone(({ errors }) => errors)).toEqual([]));

describe('the two manners of calling', () => {
  it('without call-backs an API returns a promise, with one it returns nothing and calls back later', async () => {
    const seen = await phone.page.evaluate(async () => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const promise = await wx.getNetworkType?.();
      const order: string[] = [];
      const returned = wx.getNetworkType?.({
        success: (answer: { errMsg: string }) => order.push(`success ${answer.errMsg}`),
        complete: () => order.push('complete'),
      });
      order.push('after the call');
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { promise, returned, order };
    });
    expect(seen.promise).toMatchObject({ networkType: 'wifi', errMsg: 'getNetworkType:ok' });
    expect(seen.returned).toBeUndefined();
    expect(seen.order).toEqual(['after the call', 'success getNetworkType:ok', 'complete']);
  });

  it('what the web phone lacks warns once, fails in its manner, and canIUse denies it', async () => {
    const first = await phone.call('startBeaconDiscovery');
    await phone.call('startBeaconDiscovery');
    expect(first.errMsg).toBe('startBeaconDiscovery:fail not supported by the web phone');
    const deep = await phone.page.evaluate(() => {
      const socket = (window as unknown as PhoneWindow).__phone.wx.connectSocket?.({ url: 'wss://x' }) as Record<
        string,
        () => unknown
      >;
      return socket.onMessage?.();
    });
    expect(deep).toBeUndefined();
    const warnings = await phone.phone(({ warnings }) =>
      warnings.filter((text) => text.includes('startBeaconDiscovery')),
    );
    expect(warnings).toHaveLength(1);
    expect(await phone.now('canIUse', 'startBeaconDiscovery')).toBe(false);
    expect(await phone.now('canIUse', 'requestSubscribeMessage')).toBe(true);
    expect(await phone.now('canIUse', 'button.open-type.chooseAvatar')).toBe(true);
    expect(await phone.now('canIUse', 'live-player')).toBe(false);
  });

  it('a wrong parameter is refused in the words of WeChat', async () => {
    expect((await phone.call('showActionSheet')).errMsg).toBe(
      'showActionSheet:fail parameter error: parameter.itemList should be Array instead of Undefined;',
    );
  });
});

describe('routing', () => {
  it('a page opens above another and is left by going back', async () => {
    expect((await phone.call('navigateTo', { url: '/pages/detail/index?id=3' })).errMsg).toBe('navigateTo:ok');
    await phone.screen.getByTestId('detail').getByText('商品 3').waitFor();
    await phone.button('返回').click();
    await phone.screen.getByTestId('open').waitFor();
  });

  it('a tab page opens by switchTab alone', async () => {
    expect((await phone.call('navigateTo', { url: '/pages/mall/index' })).errMsg).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    );
    expect((await phone.call('switchTab', { url: '/pages/mall/index' })).errMsg).toBe('switchTab:ok');
    expect((await phone.call('navigateTo', { url: '/pages/none/index' })).errMsg).toContain(
      'navigateTo:fail page "pages/none/index" is not found',
    );
  });
});

describe('storage', () => {
  it('each kind of value comes back as it was, a missing one as an empty text', async () => {
    for (const value of ['text', 5, true, { list: [1, { deep: '中' }] }, null]) {
      await phone.now('setStorageSync', 'key', value);
      expect(await phone.now('getStorageSync', 'key')).toEqual(value);
    }
    expect(await phone.now('getStorageSync', 'missing')).toBe('');
    expect((await phone.call('getStorage', { key: 'missing' })).errMsg).toBe('getStorage:fail data not found');
    expect(await phone.call('getStorageInfo')).toMatchObject({ keys: ['key'], limitSize: 10240 });
  });

  it('one value has at most 1 MB', async () => {
    const answer = await phone.call('setStorage', { key: 'big', data: 'x'.repeat(1024 * 1024) });
    expect(answer.errMsg).toBe('setStorage:fail entry size limit reached');
  });

  it('another person has a storage of their own, and the first one finds theirs again', async () => {
    const me = (await phone.panel('state')).person;
    await phone.now('setStorageSync', 'mine', 'of the first');
    await phone.relaunch(() => phone.panel('become', 'oSomebodyElse'));
    expect(await phone.now('getStorageSync', 'mine')).toBe('');
    await phone.relaunch(() => phone.panel('become', me));
    expect(await phone.now('getStorageSync', 'mine')).toBe('of the first');
  });
});

describe('the cloud', () => {
  it('a function is called as the person who holds the phone', async () => {
    const mine = await phone.call('cloud.callFunction', { name: 'echo', data: { a: 1, skip: undefined } });
    const { person } = await phone.panel('state');
    expect(mine).toMatchObject({ errMsg: 'cloud.callFunction:ok', result: { openid: person } });
    expect((mine.result as { event: object }).event).toMatchObject({ a: 1 });
    await phone.relaunch(() => phone.panel('become', 'oAnotherPerson'));
    const theirs = await phone.call('cloud.callFunction', { name: 'echo' });
    expect(theirs.result).toMatchObject({ openid: 'oAnotherPerson' });
  });

  it('a function that fails, is missing, or answers more than 1 MB is worded as the SDK words it', async () => {
    const failed = await phone.call('cloud.callFunction', { name: 'echo', data: { fail: true } });
    expect(failed.errCode).toBe(-504002);
    expect(failed.errMsg).toMatch(
      /^cloud\.callFunction:fail Error: errCode: -504002 functions execute fail \| errMsg: .*the function failed/s,
    );
    expect(await phone.call('cloud.callFunction', { name: 'nobody' })).toMatchObject({ errCode: -501000 });
    expect(await phone.call('cloud.callFunction', { name: 'echo', data: { big: 1_100_000 } })).toMatchObject({
      errCode: -604001,
    });
  });

  it('offline nothing gets through, and the program hears of it', async () => {
    await phone.page.evaluate(() => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      wx.onNetworkStatusChange?.((status: unknown) => Object.assign(window, { heard: status }));
    });
    await phone.panel('setNetwork', 'offline');
    const answer = await phone.call('cloud.callFunction', { name: 'echo' });
    expect(answer).toMatchObject({ errCode: -1, errMsg: expect.stringContaining('ERR_INTERNET_DISCONNECTED') });
    expect(await phone.call('getNetworkType')).toMatchObject({ networkType: 'none' });
    expect(await phone.page.evaluate('window.heard')).toEqual({ isConnected: false, networkType: 'none' });
    await phone.panel('setNetwork', 'fast');
    expect((await phone.call('cloud.callFunction', { name: 'echo' })).errMsg).toBe('cloud.callFunction:ok');
  });

  it('an uploaded file has an id that an image can show and the phone can download again', async () => {
    const progress = await phone.page.evaluate(async () => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const files = wx.getFileSystemManager?.() as Record<string, (...given: unknown[]) => unknown>;
      const path = 'wxfile://usr/hello.txt';
      files.writeFileSync?.(path, '你好', 'utf8');
      const steps: number[] = [];
      const task = wx.cloud.uploadFile?.({ cloudPath: 'e2e/hello.txt', filePath: path }) as Promise<{
        fileID: string;
      }> & {
        onProgressUpdate(listener: (step: { progress: number }) => void): void;
      };
      task.onProgressUpdate((step) => steps.push(step.progress));
      const { fileID } = await task;
      const down = ((await wx.cloud.downloadFile?.({ fileID })) ?? {}) as { tempFilePath: string };
      return { steps, fileID, text: files.readFileSync?.(down.tempFilePath, 'utf8') };
    });
    expect(progress.steps).toEqual([0, 100]);
    expect(progress.fileID).toMatch(/^cloud:\/\/.+\/e2e\/hello\.txt$/);
    expect(progress.text).toBe('你好');
    const urls = await phone.call('cloud.getTempFileURL', { fileList: [progress.fileID] });
    expect(urls.fileList).toMatchObject([
      { fileID: progress.fileID, tempFileURL: expect.stringContaining('/storage/') },
    ]);
  });

  it('collections are closed to the phone', async () => {
    const answer = await phone.page.evaluate(async () => {
      const database = (window as unknown as PhoneWindow).__phone.wx.cloud.database?.() as {
        collection(name: string): { where(query: object): { get(): Promise<unknown> } };
      };
      return database
        .collection('members')
        .where({})
        .get()
        .catch((refusal: unknown) => refusal);
    });
    expect(answer).toMatchObject({
      errCode: -502003,
      errMsg: expect.stringContaining('collection.get:fail Error: errCode: -502003 database permission denied'),
    });
  });

  it('requests leave this machine never', async () => {
    const answer = await phone.page.evaluate(
      () =>
        new Promise((resolve) => {
          (window as unknown as PhoneWindow).__phone.wx.request?.({ url: 'https://example.com/', complete: resolve });
        }),
    );
    expect(answer).toMatchObject({ errMsg: expect.stringContaining('request:fail url not in domain list') });
  });
});

describe('taps and permissions', () => {
  it('subscriptions are asked inside a tap and before any await, or refused in the words of WeChat', async () => {
    expect((await phone.call('requestSubscribeMessage', { tmplIds: ['T1'] })).errMsg).toBe(
      'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    );
    await phone.tap('subscribe-late');
    expect((await phone.said()).errMsg).toBe('requestSubscribeMessage:fail can only be invoked by user TAP gesture.');
  });

  it('an accepted subscription is one consent: one message arrives, the next is refused', async () => {
    await phone.tap('subscribe');
    await phone.page.getByRole('dialog', { name: '发送一次性订阅消息' }).getByText('T2').click();
    await phone.button('允许').click();
    expect(await phone.said()).toMatchObject({ errMsg: 'requestSubscribeMessage:ok', T1: 'accept', T2: 'reject' });
    const sent = await phone.call('cloud.callFunction', { name: 'echo', data: { send: 'T1' } });
    expect(sent.errMsg).toBe('cloud.callFunction:ok');
    expect(await phone.panel('inbox')).toMatchObject([{ templateId: 'T1', page: 'pages/detail/index?id=9' }]);
    const again = await phone.call('cloud.callFunction', { name: 'echo', data: { send: 'T1' } });
    expect(again.errMsg).toContain('43101');
  });

  it('an answer given beforehand in the side panel is not asked again', async () => {
    await phone.panel('answer', 'subscribe:T1', 'reject');
    await phone.panel('answer', 'subscribe:T2', 'always');
    await phone.tap('subscribe');
    expect(await phone.said()).toMatchObject({ T1: 'reject', T2: 'accept' });
  });

  it('messages that are switched off are asked for no more until the settings switch them on', async () => {
    await phone.panel('answer', 'subscribe:T1', 'accept');
    await phone.panel('answer', 'subscribe:T2', 'accept');
    await phone.tap('subscribe');
    const turn = async (to: 'check' | 'uncheck') => {
      const settings = phone.call('openSetting', { withSubscriptions: true });
      await phone.page.getByRole('switch', { name: '接收订阅消息' })[to]();
      await phone.button('返回').click();
      return settings;
    };
    expect(await turn('uncheck')).toMatchObject({ subscriptionsSetting: { mainSwitch: false, itemSettings: {} } });
    await phone.tap('subscribe');
    expect(await phone.said()).toMatchObject({
      errMsg: 'requestSubscribeMessage:fail The main switch is switched off, cannot show prompt',
      errCode: 20004,
    });
    await turn('check');
    await phone.tap('subscribe');
    expect(await phone.said()).toMatchObject({ errMsg: 'requestSubscribeMessage:ok', T1: 'accept' });
  });

  it('a private API asks for the privacy agreement first; refused it fails with 104, agreed it goes on', async () => {
    await phone.tap('address');
    await phone.button('拒绝').click();
    expect(await phone.said()).toMatchObject({
      errMsg: 'chooseAddress:fail privacy permission is not authorized',
      errno: 104,
    });
    await phone.tap('address');
    await phone.button('同意').click();
    await phone.button('使用').click();
    await phone.screen.getByText('chooseAddress:ok').waitFor();
    expect(await phone.said()).toMatchObject({ userName: '林晓', provinceName: '浙江省' });
    expect(await phone.call('getPrivacySetting')).toMatchObject({ needAuthorization: false });
  });

  it('a program that listens answers the privacy question itself, and only a tapped button agrees', async () => {
    await phone.page.evaluate(() => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      wx.onNeedPrivacyAuthorization?.((resolve: unknown) => Object.assign(window, { resolve }));
    });
    const untapped = phone.call('getClipboardData');
    await phone.page.waitForFunction('window.resolve');
    await phone.page.evaluate("window.resolve({ event: 'agree', buttonId: 'agree' })");
    expect(await untapped).toMatchObject({ errno: 104 });
    await phone.page.evaluate(() => Object.assign(window, { resolve: undefined }));
    const tapped = phone.call('getClipboardData');
    await phone.page.waitForFunction('window.resolve');
    await phone.tap('agree');
    await phone.page.evaluate("window.resolve({ event: 'agree', buttonId: 'agree' })");
    expect((await tapped).errMsg).toBe('getClipboardData:ok');
    expect(await phone.phone(({ stack }) => stack[0]?.inst.agreedTimes)).toBe(1);
  });

  it('an API that the privacy guideline does not name is refused with 112', async () => {
    await phone.panel('declare', ['chooseAvatar']);
    expect(await phone.call('getClipboardData')).toMatchObject({ errno: 112 });
  });

  it('the phone-number button gives a code when allowed and a refusal when not', async () => {
    await phone.panel('answer', 'privacy', 'accept');
    await phone.panel('answer', 'phone', 'reject');
    await phone.tap('phone');
    expect(await phone.said()).toMatchObject({ errMsg: 'getPhoneNumber:fail user deny' });
    await phone.panel('answer', 'phone', 'accept');
    await phone.tap('phone');
    await phone.screen.getByText('getPhoneNumber:ok').waitFor();
    expect(await phone.said()).toMatchObject({ code: expect.any(String) });
  });

  it('a picture is saved only with the album permission, and the refusal is remembered until the settings change it', async () => {
    await phone.panel('answer', 'privacy', 'accept');
    const save = () =>
      phone.page.evaluate(async () => {
        const { wx } = (window as unknown as PhoneWindow).__phone;
        const canvas = wx.createOffscreenCanvas?.({ type: '2d', width: 20, height: 10 }) as HTMLCanvasElement;
        canvas.getContext('2d')?.fillRect(0, 0, 20, 10);
        const { tempFilePath } = ((await wx.canvasToTempFilePath?.({ canvas })) ?? {}) as { tempFilePath: string };
        const size = await wx.getImageInfo?.({ src: tempFilePath });
        const saved = wx.saveImageToPhotosAlbum?.({ filePath: tempFilePath }) as Promise<{ errMsg: string }>;
        return { size, saved: await saved.catch((refusal: { errMsg: string }) => refusal) };
      });
    const first = save();
    await phone.button('拒绝').click();
    expect(await first).toMatchObject({
      size: { width: 20, height: 10, type: 'png' },
      saved: { errMsg: 'saveImageToPhotosAlbum:fail auth deny' },
    });
    expect((await save()).saved.errMsg).toBe('saveImageToPhotosAlbum:fail auth deny');
    const settings = phone.call('openSetting');
    await phone.page.getByRole('switch').check();
    await phone.button('返回').click();
    expect((await settings).authSetting).toEqual({ 'scope.writePhotosAlbum': true });
    expect((await save()).saved.errMsg).toBe('saveImageToPhotosAlbum:ok');
    expect((await phone.panel('hardware')).savedPictures).toHaveLength(1);
  });
});

describe('documents', () => {
  const write = () =>
    phone.page.evaluate(() => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const files = wx.getFileSystemManager?.() as Record<string, (...given: unknown[]) => unknown>;
      files.writeFileSync?.('wxfile://usr/own.xlsx', 'sheets', 'utf8');
      files.writeFileSync?.('wxfile://usr/own.zip', 'packed', 'utf8');
    });

  it('a workbook is shown, what the viewer does not know is refused, and so is what is not there', async () => {
    await write();
    const opened = phone.call('openDocument', { filePath: 'wxfile://usr/own.xlsx', showMenu: true });
    await phone.button('看完了').click();
    expect((await opened).errMsg).toBe('openDocument:ok');
    expect((await phone.panel('hardware')).documents).toMatchObject([{ name: 'own.xlsx' }]);
    expect((await phone.call('openDocument', { filePath: 'wxfile://usr/own.zip' })).errMsg).toBe(
      'openDocument:fail filetype not supported: zip',
    );
    expect((await phone.call('openDocument', { filePath: 'wxfile://usr/none.pdf' })).errMsg).toContain(
      "openDocument:fail file doesn't exist",
    );
  });

  it('a file is sent to a chat in a tap alone', async () => {
    await write();
    const refused = await phone.call('shareFileMessage', { filePath: 'wxfile://usr/own.xlsx' });
    expect(refused.errMsg).toBe('shareFileMessage:fail can only be invoked by user TAP gesture.');
    expect((await phone.panel('hardware')).documents).toEqual([]);
  });
});

describe('files', () => {
  it('user files are written, listed, measured and deleted; elsewhere writing is not permitted', async () => {
    const seen = await phone.page.evaluate(() => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const files = wx.getFileSystemManager?.() as Record<string, (...given: unknown[]) => unknown>;
      files.mkdirSync?.('wxfile://usr/a/b', true);
      files.writeFileSync?.('wxfile://usr/a/b/x.bin', '0aff', 'hex');
      files.appendFileSync?.('wxfile://usr/a/b/x.bin', 'AQ==', 'base64');
      const stats = files.statSync?.('wxfile://usr/a/b/x.bin') as { size: number; isFile(): boolean };
      const hex = files.readFileSync?.('wxfile://usr/a/b/x.bin', 'hex');
      const names = files.readdirSync?.('wxfile://usr/a/b');
      files.unlinkSync?.('wxfile://usr/a/b/x.bin');
      const refusal = (work: () => unknown) => {
        try {
          return work();
        } catch (error) {
          return (error as Error).message;
        }
      };
      return {
        size: stats.size,
        isFile: stats.isFile(),
        hex,
        names,
        gone: refusal(() => files.accessSync?.('wxfile://usr/a/b/x.bin')),
        elsewhere: refusal(() => files.writeFileSync?.('/pages/x.txt', '')),
      };
    });
    expect(seen).toEqual({
      size: 3,
      isFile: true,
      hex: '0aff01',
      names: ['x.bin'],
      gone: 'accessSync:fail no such file or directory, access wxfile://usr/a/b/x.bin',
      elsewhere: 'writeFileSync:fail permission denied, open /pages/x.txt',
    });
  });
});

describe('what the phone says of itself', () => {
  it('the window is the screen less the bars that WeChat draws', async () => {
    const { windowHeight, screenHeight, statusBarHeight, safeArea } = await phone.now<
      Record<string, number> & { safeArea: { bottom: number } }
    >('getWindowInfo');
    expect([screenHeight, statusBarHeight, safeArea.bottom]).toEqual([812, 44, 778]);
    expect(windowHeight).toBe(812 - 44 - 44 - 49 - 34);
    const inside = await phone.screen.locator('html').evaluate(() => window.innerHeight);
    expect(inside).toBe(windowHeight);
  });

  it('the capsule is drawn where getMenuButtonBoundingClientRect says', async () => {
    const rect = await phone.now<Record<string, number>>('getMenuButtonBoundingClientRect');
    expect(rect).toEqual({ top: 48, right: 368, bottom: 80, left: 281, width: 87, height: 32 });
    const capsule = await phone.page.locator('.capsule').boundingBox();
    const screen = await phone.page.locator('.screen').boundingBox();
    expect([(capsule?.x ?? 0) - (screen?.x ?? 0), (capsule?.y ?? 0) - (screen?.y ?? 0), capsule?.width]).toEqual([
      281, 48, 87,
    ]);
  });

  it('an animation exports the steps that were made', async () => {
    const exported = await phone.page.evaluate(() => {
      type Chain = { [step: string]: (...given: unknown[]) => Chain } & { export(): unknown };
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const animation = wx.createAnimation?.({ duration: 200, timingFunction: 'ease' }) as Chain;
      animation.rotate?.(45)?.opacity?.(0.5)?.step?.({ delay: 10 });
      return animation.export();
    });
    expect(exported).toEqual({
      actions: [
        {
          animates: [
            { type: 'rotate', args: [45] },
            { type: 'style', args: ['opacity', 0.5] },
          ],
          option: { transformOrigin: '50% 50% 0', transition: { duration: 200, timingFunction: 'ease', delay: 10 } },
        },
      ],
    });
  });
});
