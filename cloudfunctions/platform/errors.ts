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
  BIRTHDAY_SET: { 'zh-Hans': '生日已经设置过，需要修改请联系店员', 'zh-Hant': '生日已經設定過，需要修改請聯絡店員' },
  PHONE_UNREADABLE: { 'zh-Hans': '没有读到手机号，请再点一次', 'zh-Hant': '沒有讀到手機號碼，請再點一次' },
  PHONE_OF_OTHER: {
    'zh-Hans': '这个手机号已经绑定了另一位会员，请联系店员',
    'zh-Hant': '此手機號碼已經綁定另一位會員，請聯絡店員',
  },
  UNSIGNED: { 'zh-Hans': '密钥或签名不正确', 'zh-Hant': '金鑰或簽名不正確' },
  CLOCK_SKEW: { 'zh-Hans': '设备时间不准，请校准时间后再试', 'zh-Hant': '裝置時間不準，請校準時間後再試' },
  REPLAYED: { 'zh-Hans': '这个随机数已经用过，请换一个再发', 'zh-Hant': '此隨機數已經用過，請換一個再送' },
  PARTNER_OFF: { 'zh-Hans': '这个密钥已经停用，请联系商家', 'zh-Hant': '此金鑰已經停用，請聯絡商家' },
  NOT_FOUND: { 'zh-Hans': '没有这个接口，请检查地址', 'zh-Hant': '沒有此介面，請檢查網址' },
  METHOD_NOT_ALLOWED: { 'zh-Hans': '这个接口不支持这种请求方法', 'zh-Hant': '此介面不支援這種請求方法' },
  MEMBER_NOT_FOUND: { 'zh-Hans': '没有找到这位会员，请核对后再试', 'zh-Hant': '找不到這位會員，請核對後再試' },
  CODE_OUTDATED: { 'zh-Hans': '会员码已过期，请顾客刷新后再扫', 'zh-Hant': '會員碼已過期，請顧客重新整理後再掃' },
  STORE_UNKNOWN: { 'zh-Hans': '没有这家门店，请检查门店编号', 'zh-Hant': '沒有這家門市，請檢查門市編號' },
  ORDER_NOT_FOUND: { 'zh-Hans': '没有找到这笔订单', 'zh-Hant': '找不到這筆訂單' },
  ORDER_OF_OTHER: { 'zh-Hans': '这笔订单属于另一位会员', 'zh-Hant': '這筆訂單屬於另一位會員' },
  REFUND_TOO_LARGE: {
    'zh-Hans': '退款超过了订单剩余的实付金额',
    'zh-Hant': '退款超過了訂單剩餘的實付金額',
  },
  TIME_AHEAD: { 'zh-Hans': '时间晚于现在，请校准设备时间', 'zh-Hant': '時間晚於現在，請校準裝置時間' },
  TOO_OLD: { 'zh-Hans': '时间太早，已经不能补记', 'zh-Hant': '時間太早，已經不能補記' },
  TOO_MANY: { 'zh-Hans': '数量超过上限，请分几次提交', 'zh-Hant': '數量超過上限，請分幾次提交' },
  FROZEN: { 'zh-Hans': '会员账户已暂停使用，请联系店员', 'zh-Hant': '會員帳戶已暫停使用，請聯絡店員' },
  CLOSED: { 'zh-Hans': '会员账户已注销', 'zh-Hant': '會員帳戶已註銷' },
  INTERNAL: { 'zh-Hans': '出了点问题，请稍后再试', 'zh-Hant': '出了點問題，請稍後再試' },
};

export function render(refusal: Refusal, lang: Language): Failure {
  const message = sentences[refusal.code][lang];
  return refusal.details ? { code: refusal.code, message, details: refusal.details } : { code: refusal.code, message };
}
