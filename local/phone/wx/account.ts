import { payFor } from '../shell/device/payment';
import { REGIONS } from '../shell/device/regions';
import { askConsents, MAX_TEMPLATES } from '../shell/device/subscribe';
import { h } from '../shell/dom';
import { anonymousUser, appName } from '../shell/openType';
import { openPrompt } from '../shell/sheets/prompt';
import { type Api, asynchronous, Failure, need, type Surroundings, text } from './api';

const TAP_ONLY = 'can only be invoked by user TAP gesture.';

/** Who somebody is, and what they agree to: login, user info, subscriptions, address, privacy. */
export function account(around: Surroundings): Record<string, unknown> {
  const { core, shell } = around;
  const { memory, permissions } = shell;
  const needIdentity = () => {
    if (shell.singlePage) throw new Failure('not available in single page mode: nobody is logged in');
  };
  const needTap = () => {
    if (!core.gesture.inTap) throw new Failure(TAP_ONLY);
  };
  const privately = async (api: string) => {
    const refusal = await permissions.privacy(api);
    if (refusal) throw new Failure(refusal.reason, { errno: refusal.errno });
  };

  const apis: Record<string, Api> = {
    login: asynchronous(around, 'login', () => {
      needIdentity();
      return { code: `0local${crypto.randomUUID().replace(/-/g, '').slice(0, 26)}` };
    }),
    checkSession: asynchronous(around, 'checkSession', needIdentity),
    getUserInfo: asynchronous(around, 'getUserInfo', () => {
      const { errMsg: _, ...user } = anonymousUser();
      return user;
    }),
    getUserProfile: asynchronous(around, 'getUserProfile', (options) => {
      need(options, 'desc', 'String');
      needTap();
      core.report(
        'warning',
        'wx.getUserProfile gives anonymous data since 2022-10-25; use chooseAvatar and <input type="nickname">',
      );
      const { errMsg: _, ...user } = anonymousUser();
      return user;
    }),
    requestSubscribeMessage: asynchronous(around, 'requestSubscribeMessage', async (options) => {
      needTap();
      needIdentity();
      const templates = Array.isArray(options.tmplIds) ? options.tmplIds.map(String) : [];
      if (templates.length === 0) throw new Failure('TmplIds can not be empty', { errCode: 10001 });
      if (templates.length > MAX_TEMPLATES) throw new Failure('Templates count out of max bounds', { errCode: 20003 });
      const answers = await askConsents(shell, templates, appName(shell));
      if (answers !== 'off') return answers;
      throw new Failure('The main switch is switched off, cannot show prompt', { errCode: 20004 });
    }),
    chooseAddress: asynchronous(around, 'chooseAddress', async () => {
      needTap();
      needIdentity();
      await privately('chooseAddress');
      const answer = memory.answer('address');
      if (answer === 'reject') throw new Failure('auth deny');
      const address = addressOf(memory.person().name, memory.person().phone);
      if (answer === 'ask' && !(await askAddress(around, address))) throw new Failure('cancel');
      return address;
    }),
    getPrivacySetting: asynchronous(around, 'getPrivacySetting', () => ({
      needAuthorization: permissions.needsPrivacy,
      privacyContractName: `《${appName(shell)}用户隐私保护指引》`,
    })),
    requirePrivacyAuthorize: asynchronous(around, 'requirePrivacyAuthorize', () =>
      privately('requirePrivacyAuthorize'),
    ),
    openPrivacyContract: asynchronous(around, 'openPrivacyContract', () => {
      // Resolves when the page is open, not when it is read.
      void shell.openNotice(
        '用户隐私保护指引',
        `《${appName(shell)}用户隐私保护指引》\n\n正式的文本由商家在微信公众平台填写。`,
      );
    }),
    chooseLicensePlate: asynchronous(around, 'chooseLicensePlate', refuse('not available locally')),
    chooseInvoiceTitle: asynchronous(around, 'chooseInvoiceTitle', refuse('not available locally')),
    requestPayment: asynchronous(around, 'requestPayment', async (options) => {
      for (const name of ['timeStamp', 'nonceStr', 'package', 'paySign']) need(options, name, 'String');
      needIdentity();
      const paid = await payFor(shell, text(options, 'package'));
      if (paid === 'cancel') throw new Failure('cancel');
      if (paid !== 'ok') throw new Failure(paid.reason);
    }),
    addCard: asynchronous(around, 'addCard', refuse('not available locally')),
    openCard: asynchronous(around, 'openCard', refuse('not available locally')),
    openCustomerServiceChat: asynchronous(around, 'openCustomerServiceChat', () =>
      shell.openNotice('客服', '这里会打开企业微信客服。'),
    ),
  };
  function refuse(reason: string) {
    return () => {
      throw new Failure(reason);
    };
  }
  return {
    ...apis,
    onNeedPrivacyAuthorization: permissions.onNeedPrivacy.bind(permissions),
    offNeedPrivacyAuthorization: permissions.offNeedPrivacy.bind(permissions),
  };
}

type Address = Record<string, string>;

function addressOf(name: string, phone: string): Address {
  const province = REGIONS[3];
  const city = province?.cities[0];
  const district = city?.districts[2];
  return {
    userName: name,
    telNumber: phone,
    provinceName: province?.name ?? '',
    cityName: city?.name ?? '',
    countyName: district?.[0] ?? '',
    streetName: '北山街道',
    detailInfo: '曙光路 12 号 3 幢 502',
    detailInfoNew: '曙光路 12 号 3 幢 502',
    nationalCode: district?.[1] ?? '',
    nationalCodeFull: '330106001000',
    postalCode: city?.postcode ?? '',
  };
}

function askAddress({ shell }: Surroundings, address: Address): Promise<boolean> {
  const { userName, telNumber, provinceName, cityName, countyName, detailInfo } = address;
  return openPrompt(shell.layers, {
    app: appName(shell),
    title: '获取你的收货地址',
    body: [
      h(
        'div',
        { class: 'prompt-card' },
        h(
          'span',
          {},
          h('strong', {}, `${userName} ${telNumber}`),
          h('small', {}, `${provinceName}${cityName}${countyName}${detailInfo}`),
        ),
      ),
    ],
    yes: '使用',
    no: '取消',
  });
}
