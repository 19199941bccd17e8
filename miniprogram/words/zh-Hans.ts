/**
 * Every sentence the shopper reads, in simplified Chinese. zh-Hant.ts is made from this file by scripts/words-hant.ts.
 * Points are called what the shop calls them: `name` is 积分, 星星, 金豆, `unit` is 分, 颗. Figures arrive already formatted.
 */
export interface PointsWords {
  name: string;
  unit: string;
}

export const zhHans = {
  tabs: { home: '首页', me: '我的' },

  titles: {
    calendar: '签到日历',
    history: (name: string) => `${name}明细`,
    profile: '我的资料',
    settings: '设置',
    terms: '会员协议',
    privacy: '隐私说明',
  },

  /** What points are called while the shop has not named them; the one name of the shop's that is said in the reader's script. */
  points: { name: '积分', unit: '分' },

  figures: {
    points: (figure: string, unit: string) => `${figure} ${unit}`,
    days: (days: number) => `${days} 天`,
    cards: (cards: number) => `${cards} 张`,
    gifts: (gifts: number) => `${gifts} 份`,
  },

  dates: {
    day: (month: number, day: number) => `${month} 月 ${day} 日`,
    dayOfYear: (year: number, month: number, day: number) => `${year} 年 ${month} 月 ${day} 日`,
    month: (year: number, month: number) => `${year} 年 ${month} 月`,
    today: '今天',
    yesterday: '昨天',
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    weekdayNames: ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
    at: (day: string, time: string) => `${day} ${time}`,
  },

  card: {
    comma: '，',
    available: (name: string) => `可用${name}`,
    expiring: (points: string, day: string) => `${points} ${day}到期`,
    pending: (points: string) => `${points} 待到账`,
    since: (month: string) => `${month}入会`,
    guestName: (shop: string) => `${shop}的会员`,
    spoken: (tier: string, number: string, name: string, figure: string, more: string) =>
      `${tier}，会员号 ${number}，可用${name} ${figure}${more ? `，${more}` : ''}`,
  },

  join: {
    title: (shop: string) => `成为${shop}的会员`,
    free: '免费，不用填手机号',
    button: '免费入会',
    /** Stands before, between and after the two links: 点「免费入会」即同意《会员协议》和《隐私说明》 */
    agree: '点「免费入会」表示你同意',
    and: '和',
    terms: '《会员协议》',
    privacy: '《隐私说明》',
    kept: (name: string) => `我们会保存你的会员号和${name}记录。`,
    welcome: (shop: string) => `欢迎加入，你已经是${shop}的会员`,
  },

  strip: {
    name: '签到',
    asleepTitle: (name: string) => `天天签到，攒${name}`,
    asleepHint: '入会后就可以签到',
    startTitle: '今天开始签到',
    streakTitle: (days: number) => `已连签 ${days} 天`,
    startHint: (points: string) => `第 1 天得 ${points}`,
    giftPoints: (days: number, points: string) => `再签 ${days} 天，多得 ${points}`,
    giftRight: (days: number, right: string) => `再签 ${days} 天，得「${right}」`,
    mend: (day: string) => `补签 ${day}，连签就能接上`,
    sign: (gain: string) => `签到 ${gain}`,
    signPlain: '签到',
    tomorrow: (gain: string) => `明天 ${gain}`,
    waiting: '正在签到',
    /** Under a cell as narrow as three characters. */
    nth: (day: number) => (day < 10 ? `第${day}天` : `${day}天`),
    makeUp: '补签',
    calendar: '日历',
    openCalendar: '打开签到日历',
    signed: (points: string) => `签到成功，得 ${points}`,
    repeated: '今天已经签过了',
    spokenSigned: '已签',
    spokenMadeUp: '已补签',
    spokenMissed: '没有签到',
    spokenFillable: '没有签到，可以补签',
    spokenToday: (gain: string) => `今天，签到得 ${gain}`,
    spokenAhead: (gain: string) => `签到可得 ${gain}`,
    spokenGift: '有连签礼',
    spokenBefore: '还没有开始',
    spokenDay: (day: string, state: string) => `${day}，${state}`,
  },

  gift: {
    streak: (days: number) => `连签 ${days} 天`,
    points: (points: string) => `多得 ${points}`,
    right: (right: string) => right,
    pointsHint: (name: string) => `已经加到你的${name}里`,
    rightHint: '已放进「我的」，随时可以查看',
    button: '收下',
  },

  makeUp: {
    title: (day: string) => `补签 ${day}`,
    give: '用掉',
    giveValue: '1 张补签卡',
    left: '补签后还剩',
    get: '得到',
    getPoints: (points: string) => points,
    getDay: (name: string) => `那天的签到${name}`,
    keep: '连签',
    keepValue: '重新接上',
    button: '补签',
    done: (points: string) => `补签成功，得 ${points}`,
    repeated: '这一天已经签过了',
  },

  counts: {
    month: (name: string) => `本月${name}`,
    cards: '补签卡',
    gifts: '连签礼',
  },

  guide: {
    title: (name: string) => `怎样赚${name}`,
    all: '全部规则',
    rest: (name: string) => `${name}说明`,
    daily: (points: string) => `每天签到得 ${points}`,
    step: (day: number, points: string) => `连续签到第 ${day} 天得 ${points}`,
    streak: (days: number, points: string) => `连续签到 ${days} 天，多得 ${points}`,
    right: (days: number, right: string) => `连续签到 ${days} 天，得「${right}」`,
    dayBegins: '每天零点起算新的一天，以北京时间为准',
    dayBeginsIn: (zone: string) => `每天零点起算新的一天，以 ${zone} 时间为准`,
    makeUp: (perMonth: number, windowDays: number) => `每月 ${perMonth} 张补签卡，可补最近 ${windowDays} 天的签到`,
    validity: (months: number, name: string) => `${name}自得到起 ${months} 个月内有效，到月底失效`,
    join: (points: string) => `加入会员得 ${points}`,
  },

  foot: {
    hours: '营业时间',
    address: '地址',
    phone: '电话',
    call: (phone: string) => `拨打 ${phone}`,
    service: '联系客服',
  },

  calendar: {
    previous: '上个月',
    next: '下个月',
    signedDays: (days: number) => `这个月签了 ${days} 天`,
    streak: (days: number) => `已连签 ${days} 天`,
    noStreak: '今天签到，从第 1 天开始',
    gifts: '接下来的连签礼',
    giftIn: (days: number) => `再签 ${days} 天`,
    giftToday: '今天签到就有',
    cards: '补签卡',
    cardsLeft: (left: number) => `补签卡还剩 ${left} 张`,
    cardsHint: (perMonth: number) => `每月 ${perMonth} 张，点标着「补」的日子就能补签`,
    cardsUsedUp: (perMonth: number) => `这个月的用完了，下个月又有 ${perMonth} 张`,
    fill: '补',
    rules: '签到规则',
    grid: (month: string) => `${month}的签到`,
  },

  history: {
    monthIn: (figure: string) => `得 ${figure}`,
    monthOut: (figure: string) => `用 ${figure}`,
    kinds: {
      join: '加入会员',
      checkin: '签到',
      makeup: '补签',
      expiry: (name: string) => `${name}到期`,
      profile: '完善资料',
      other: '变动',
    },
    balance: (points: string) => `余额 ${points}`,
    open: '展开说明',
    close: '收起说明',
    spoken: (title: string, when: string, points: string) => `${title}，${when}，${points}`,
    version: (version: number) => `规则第 ${version} 版`,
    lastDay: (day: string) => `${day}前可用`,
    ask: '有疑问？',
    empty: (name: string) => `还没有${name}记录，签到一次就有第一笔`,
    emptyAction: '去签到',
    end: '没有更多了',
    more: '正在取更早的记录',
    moreFailed: '更早的记录没有取到',
  },

  because: {
    join: '加入会员',
    joinPoints: '入会礼',
    refused: (points: string) => `${points} 没有入账`,
    base: '当天签到',
    step: (day: number) => `连签第 ${day} 天`,
    streak: (days: number) => `连签 ${days} 天加送`,
    right: (right: string) => `得「${right}」`,
    makeUp: (day: string) => `用 1 张补签卡，补 ${day}`,
    expiry: (day: string) => `有效期到 ${day}`,
    profile: '完善资料',
    unknown: '按店里规则',
  },

  me: {
    noName: '给自己起个名字',
    editProfile: '修改我的资料',
    guestName: '还没有入会',
    guestHint: (name: string) => `入会后就能签到、攒${name}`,
    guestAction: '去入会',
    history: (name: string) => `${name}明细`,
    calendar: '签到日历',
    settings: '设置',
    rights: '我的连签礼',
    rightOn: (day: string) => `${day}得到`,
    number: (number: string) => `会员号 ${number}`,
  },

  profile: {
    avatar: '头像',
    avatarHint: '点一下更换',
    nickname: '昵称',
    nicknamePlaceholder: '最多 16 个字',
    nicknameHelp: '可以不填。只有你和店员看得到。',
    nicknameTooLong: '昵称最多 16 个字',
    nicknameEmpty: '昵称不能是空的',
    save: '保存',
    saved: '已保存',
    avatarFailed: '头像没有换成，原来的还在',
    avatarWorking: '正在上传头像',
    guest: '入会后才能填写资料',
    privacyOff: '没有同意隐私说明，头像和昵称暂时不能修改，其他功能照常使用',
  },

  gate: {
    title: '使用前先看一眼',
    text: (shop: string) => `${shop}需要用到你选择的头像或昵称，只用来显示在会员卡上。`,
    contract: '《用户隐私保护指引》',
    read: '详细内容见',
    agree: '同意',
    refuse: '不同意',
  },

  settings: {
    size: '文字大小',
    sizes: { standard: '标准', large: '大', huge: '特大' },
    sample: (name: string) => `今天签到，${name} +5`,
    language: '语言',
    languages: { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' },
    about: '关于',
    version: (version: string) => `版本 ${version}`,
    made: '由开源软件「回头客」提供',
  },

  states: {
    retry: '重试',
    loading: '正在打开',
    offline: '网络断开了，看到的是上次的内容',
    offlineBare: '网络断开了',
    back: '返回首页',
    moduleOff: '店里暂时关闭了签到',
    notMember: '入会后才能看',
    closeSheet: '关闭',
  },

  /** What happened, by code; used when the server sent no sentence of its own. */
  problems: {
    OFFLINE: '网络断开了',
    TIMEOUT: '网络太慢，没有等到回音',
    CLOUD: '店里的系统没有应答',
    UNKNOWN_ACTION: '这个版本太旧了，请重新打开小程序',
    INVALID_INPUT: '填写的内容不对',
    TOO_LARGE: '内容太大了',
    NO_IDENTITY: '没有认出你的微信，请重新打开小程序',
    NOT_MEMBER: '入会后才能使用',
    NOT_ALLOWED: '不能这样操作',
    MODULE_OFF: '店里暂时关闭了这项功能',
    CONSENT_OUTDATED: '会员协议有更新，请看过后再点一次',
    KEY_REUSED: '请求重复了，请重新打开页面',
    BUSY: '现在人有点多，请稍后再试',
    DAY_CHANGED: '新的一天到了，已经刷新',
    MAKEUP_NO_CARD: '这个月的补签卡用完了',
    MAKEUP_NOT_OPEN: '这一天不能补签',
    TEXT_REFUSED: '这段文字不能使用，换一个试试',
    FROZEN: '会员资格被暂停，请联系店员',
    CLOSED: '会员已注销',
    INTERNAL: '店里的系统出了点问题',
  },

  /** What was not done, by action. A lost answer may have arrived: there the sentence says that trying again is safe. */
  undone: {
    'member.home': '内容没有取到，什么都没有改变',
    'member.join': '还没有入会',
    'member.updateProfile': '资料没有改动',
    'checkin.signIn': (name: string) => `还没有签到，${name}没有变`,
    'checkin.makeUp': '没有补签，补签卡没有用掉',
    'checkin.calendar': '日历没有取到，签到记录都在',
    'points.history': (name: string) => `明细没有取到，${name}没有变`,
    uncertain: '不确定有没有办成，再点一次不会重复',
  },
};

export type Words = typeof zhHans;
