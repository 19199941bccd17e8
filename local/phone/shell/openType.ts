import type { PageView } from '../contract';
import { avatarOf } from './device/people';
import { h } from './dom';
import { openPrompt } from './sheets/prompt';
import type { Shell } from './shell';

type Outcome = { event: string; detail: unknown } | null;
type Props = Record<string, unknown>;

/** What <button open-type> does. Every kind WeChat knows either works here or answers with a fail that says why. */
export async function openType(shell: Shell, kinds: string, props: Props, page: PageView): Promise<Outcome> {
  if (kinds === '') return null;
  if (shell.singlePage) {
    shell.core.report('warning', `open-type="${kinds}" does nothing in Moments' single page mode, as in WeChat`);
    return null;
  }
  if (!shell.core.gesture.inTap) {
    shell.core.report('warning', `open-type="${kinds}" works only inside a tap`);
    return null;
  }
  // 'getPhoneNumber|agreePrivacyAuthorization': agreement first, then the other kind.
  const list = kinds.split('|').map((kind) => kind.trim());
  let outcome: Outcome = null;
  for (const kind of list.sort((a) => (a === 'agreePrivacyAuthorization' ? -1 : 1))) {
    outcome = (await openOne(shell, kind, props, page)) ?? outcome;
  }
  return outcome;
}

async function openOne(shell: Shell, kind: string, props: Props, page: PageView): Promise<Outcome> {
  switch (kind) {
    case 'share':
      await shell.share.start('chat', { from: 'button', target: { id: props.id, dataset: props.dataset } });
      return null;
    case 'agreePrivacyAuthorization':
      shell.permissions.agreedByButton(String(props.id ?? ''));
      return { event: 'agreeprivacyauthorization', detail: { errMsg: 'agreePrivacyAuthorization:ok' } };
    case 'getPhoneNumber':
    case 'getRealtimePhoneNumber':
      return { event: kind.toLowerCase(), detail: await phoneNumber(shell, kind) };
    case 'chooseAvatar':
      return chooseAvatar(shell);
    case 'getUserInfo':
      return { event: 'getuserinfo', detail: anonymousUser() };
    case 'openSetting':
      await shell.openSettings();
      return { event: 'opensetting', detail: { errMsg: 'openSetting:ok', authSetting: shell.memory.grants().scopes } };
    case 'contact':
      await shell.openNotice(
        '客服',
        '这里会打开微信的客服会话。web phone 里没有客服，回到小程序后会收到 contact 事件。',
      );
      return { event: 'contact', detail: { path: page.path, query: page.query } };
    case 'feedback':
      await shell.openNotice('意见反馈', '这里会打开微信的意见反馈页。');
      return null;
    case 'launchApp':
      return { event: 'error', detail: { errMsg: 'launchApp:fail invalid scene' } };
    default:
      shell.core.report('warning', `open-type="${kind}" is not supported by the web phone`);
      return null;
  }
}

/** Since 2021 user info is anonymous: 微信用户 and a grey picture. */
export function anonymousUser() {
  const userInfo = {
    nickName: '微信用户',
    gender: 0,
    language: '',
    city: '',
    province: '',
    country: '',
    avatarUrl: GREY,
    is_demote: true,
  };
  const rawData = JSON.stringify(userInfo);
  return { errMsg: 'getUserInfo:ok', userInfo, rawData, signature: '', encryptedData: '', iv: '' };
}
const GREY =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="132" height="132"%3E%3Crect width="132" height="132" fill="%23ddd"/%3E%3Ccircle cx="66" cy="52" r="24" fill="%23fff"/%3E%3Cpath d="M20 132a46 46 0 0 1 92 0z" fill="%23fff"/%3E%3C/svg%3E';

async function phoneNumber(shell: Shell, api: string): Promise<Record<string, unknown>> {
  const refusal = await shell.permissions.privacy(api);
  if (refusal) return { errMsg: `${api}:fail ${refusal.reason}`, errno: refusal.errno };
  const person = shell.memory.person();
  const answer = shell.memory.answer('phone');
  const masked = `${person.phone.slice(0, 3)}****${person.phone.slice(7)}`;
  const allowed =
    answer === 'accept' || answer === 'always'
      ? true
      : answer === 'reject'
        ? false
        : await openPrompt(shell.layers, {
            app: appName(shell),
            title: '获取你的手机号',
            body: [
              h(
                'div',
                { class: 'prompt-card' },
                h('span', {}, h('strong', {}, masked), h('small', {}, '微信绑定号码')),
              ),
            ],
            yes: '允许',
            no: '不允许',
          });
  if (!allowed) return { errMsg: `${api}:fail user deny`, errno: 1400001 };
  const { code } = await shell.cloud.post('/local/phonecode', { as: person.openid, phone: person.phone });
  return { errMsg: `${api}:ok`, code, encryptedData: '', iv: '' };
}

async function chooseAvatar(shell: Shell): Promise<Outcome> {
  const refusal = await shell.permissions.privacy('chooseAvatar');
  if (refusal)
    return { event: 'chooseavatar', detail: { errMsg: `chooseAvatar:fail ${refusal.reason}`, errno: refusal.errno } };
  const row = await shell.actionSheet({ itemList: ['用微信头像', '从相册选择'], itemColor: '', alertText: '' });
  const pictures =
    row === 0
      ? [await avatarOf(shell.memory.person())]
      : row === 1
        ? await shell.choosePictures({ count: 1, camera: false, album: true, video: false })
        : null;
  const picture = pictures?.[0];
  return picture ? { event: 'chooseavatar', detail: { avatarUrl: await shell.files.keep(picture) } } : null;
}

/** The name WeChat shows for the program; the window title stands in for it. */
export function appName(shell: Shell): string {
  const { app } = shell.core.bundle;
  const title = shell.core.themed(String(app.window.navigationBarTitleText ?? ''));
  return title || '小程序';
}
