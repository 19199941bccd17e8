import type { ErrorCode, Failure, Language } from '../../typings/api/envelope';
import type { Refusal } from './refusal';

/** The one list of what can be refused, each with a sentence for the person who reads it: what, and what to do. */
const sentences: Record<ErrorCode, Record<Language, string>> = {
  UNKNOWN_ACTION: {
    'zh-Hans': '这个功能还没有上线，请更新小程序后再试',
    'zh-Hant': '此功能尚未推出，請更新小程式後再試',
  },
  INVALID_INPUT: { 'zh-Hans': '提交的内容有误，请检查后再试', 'zh-Hant': '提交的內容有誤，請檢查後再試' },
  TOO_LARGE: { 'zh-Hans': '提交的内容太长了，请缩短后再试', 'zh-Hant': '提交的內容太長，請縮短後再試' },
  NO_IDENTITY: { 'zh-Hans': '请在微信里打开小程序', 'zh-Hant': '請在微信內打開小程式' },
  NOT_MEMBER: { 'zh-Hans': '您还不是会员，加入后就可以使用', 'zh-Hant': '您還不是會員，加入後即可使用' },
  NOT_ALLOWED: { 'zh-Hans': '没有权限这样做', 'zh-Hant': '沒有權限這樣做' },
  MODULE_OFF: { 'zh-Hans': '本店暂未开放这个功能', 'zh-Hant': '本店暫未開放此功能' },
  CONSENT_OUTDATED: {
    'zh-Hans': '会员条款有更新，请看过新条款后再加入',
    'zh-Hant': '會員條款已更新，請閱讀新條款後再加入',
  },
  KEY_REUSED: {
    'zh-Hans': '这次操作与之前的不一致，请返回后重新操作',
    'zh-Hant': '這次操作與之前的不一致，請返回後重新操作',
  },
  BUSY: { 'zh-Hans': '现在人有点多，请稍等几秒再试', 'zh-Hant': '現在人有點多，請稍等幾秒再試' },
  DAY_CHANGED: { 'zh-Hans': '已经是新的一天了，请刷新后再签到', 'zh-Hant': '已經是新的一天了，請重新整理後再簽到' },
  MAKEUP_NO_CARD: { 'zh-Hans': '本月的补签卡已经用完', 'zh-Hant': '本月的補簽卡已經用完' },
  MAKEUP_NOT_OPEN: { 'zh-Hans': '这一天不能补签', 'zh-Hant': '這一天不能補簽' },
  TEXT_REFUSED: { 'zh-Hans': '昵称里有不合适的文字，请换一个', 'zh-Hant': '暱稱內有不合適的文字，請換一個' },
  FROZEN: { 'zh-Hans': '会员账户已暂停使用，请联系店员', 'zh-Hant': '會員帳戶已暫停使用，請聯絡店員' },
  CLOSED: { 'zh-Hans': '会员账户已注销', 'zh-Hant': '會員帳戶已註銷' },
  INTERNAL: { 'zh-Hans': '出了点问题，请稍后再试', 'zh-Hant': '出了點問題，請稍後再試' },
};

export function render(refusal: Refusal, lang: Language): Failure {
  const message = sentences[refusal.code][lang];
  return refusal.details ? { code: refusal.code, message, details: refusal.details } : { code: refusal.code, message };
}
