/**
 * Every sentence the shopper reads, in simplified Chinese. zh-Hant.ts is made from this file by scripts/words-hant.ts.
 * Points are called what the shop calls them: `name` is 积分, 星星, 金豆, `unit` is 分, 颗. Figures arrive already formatted.
 */
export interface PointsWords {
  name: string;
  unit: string;
}

export const zhHans = {
  tabs: { home: '首页', mall: '商城', wallet: '卡券', me: '我的' },

  titles: {
    calendar: '签到日历',
    history: (name: string) => `${name}明细`,
    profile: '我的资料',
    settings: '设置',
    terms: '会员协议',
    privacy: '隐私说明',
    code: '会员码',
    inbox: '消息',
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
    tomorrow: '明天',
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    weekdayNames: ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
    at: (day: string, time: string) => `${day} ${time}`,
  },

  card: {
    comma: '，',
    available: (name: string) => `可用${name}`,
    expiring: (points: string, day: string) => `${points} ${day}到期`,
    pending: (points: string) => `待到账 ${points}`,
    debt: (points: string) => `待抵扣 ${points}`,
    code: '会员码',
    openTiers: (tier: string) => `${tier}，查看会员等级`,
    openPoints: (name: string, figure: string) => `可用${name} ${figure}，查看${name}`,
    /** Over the old card while it slides away. */
    risen: (tier: string) => `已升到${tier}，点一下收起`,
    spoken: (tier: string, number: string, name: string, figure: string, more: string) =>
      `${tier}，会员号 ${number}，可用${name} ${figure}${more ? `，${more}` : ''}`,
  },

  progress: {
    label: '等级进度',
    growth: (figure: string) => `成长值 ${figure}`,
    up: (amount: string, tier: string) => `再消费 ${amount} 升到${tier}`,
    upByGrowth: (growth: string, tier: string) => `再得 ${growth} 成长值升到${tier}`,
    keep: (day: string, amount: string, tier: string) => `${day}前再消费 ${amount} 保住${tier}`,
    keepByGrowth: (day: string, growth: string, tier: string) => `${day}前再得 ${growth} 成长值保住${tier}`,
    top: '已是最高等级',
    /** Why a part of the bar is hatched; `short` stands on the card. */
    provisionalShort: (growth: string) => `成长值有 ${growth} 还在退货期内`,
    provisional: (growth: string) => `斜纹的 ${growth} 还在退货期内，退货时扣回`,
    until: (tier: string, day: string) => `${tier}到 ${day}`,
    forever: (tier: string) => `${tier}长期有效`,
    kept: (tier: string) => `这一期已经够了，到期后继续是${tier}`,
    falls: (tier: string) => `没有保住会降为${tier}`,
    restarts: (day: string) => `成长值算到 ${day}，之后重新累计`,
  },

  banner: {
    ends: '距结束',
    starts: '距开始',
    day: '天',
    on: '进行中',
    soon: '即将开始',
    spoken: (name: string, what: string, when: string) => `${name}，${what}，${when}`,
    separator: '；',
  },

  conditions: {
    channels: { mini: '小程序下单', counter: '到店消费', till: '到店消费', web: '网店下单', system: '' },
    weekdays: (days: string) => `每周${days}`,
    monthDays: (days: string) => `每月 ${days} 日`,
    range: (from: string, until: string) => `${from}至 ${until}`,
    birthdayMonth: '生日当月',
    firstOrder: '第一笔消费',
    minimum: (amount: string) => `单笔满 ${amount}`,
    listed: '、',
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
    /** The remembered invite code is wrong. */
    wrongCode: '邀请码不对',
    unknown: '没有找到它的主人。不用邀请码也可以入会，只是没有受邀礼。',
    without: '直接入会',
    cancel: '先不入会',
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

  invite: {
    title: '邀请好友',
    coupon: (name: string, count: number) => (count > 1 ? `「${name}」${count} 张` : `「${name}」`),
    /** 50 分和「新客券」 */
    both: (points: string, coupons: string) => `${points}和${coupons}`,
    joined: (gift: string) => `好友入会你得 ${gift}`,
    ordered: (gift: string) => `好友第一笔消费你得 ${gift}`,
    orderedToo: (gift: string) => `第一笔消费再得 ${gift}`,
    friend: (gift: string) => `好友得 ${gift}`,
    go: '去邀请',
    count: '好友',
    haveCode: '有邀请码？',
    withCode: (code: string) => `已填邀请码 ${code}`,
    /** Of what is shared, in the sharer's words. */
    share: (shop: string, gift: string) => (gift ? `送你 ${gift}，来${shop}入会就有` : `来${shop}看看，入会就有礼`),
  },

  counts: {
    month: (name: string) => `本月${name}`,
    cards: '补签卡',
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
    fixedEnd: (month: number, years: number, name: string) => {
      if (years === 0) return `${name}在最近一个 ${month} 月底失效`;
      return `${name}在得到后${years === 1 ? '次年' : `第 ${years} 年`}的 ${month} 月底失效`;
    },
    orderBase: (when: string, amount: string, points: string) => `${when}每消费 ${amount} 得 ${points}`,
    /** Before what a rule brings; a name that says no more than the conditions is left out. */
    named: (name: string, when: string) => (when.startsWith(name) ? when : `${name}：${when}`),
    fixed: (rule: string, points: string) => `${rule}多得 ${points}`,
    factor: (rule: string, times: string, points: string) => `${rule}消费得 ${times} 倍${points}`,
    checkinFactor: (rule: string, times: string, points: string) => `${rule}签到得 ${times} 倍${points}`,
    when: (when: string) => `${when}，`,
    double: (days: number, times: string, name: string) => `连续签到 ${days} 天，当天${name} ${times} 倍`,
    coupon: (rule: string, coupon: string, count: number) => `${rule}得「${coupon}」${count > 1 ? `${count} 张` : ''}`,
    /** 50 分和新客券 × 2 */
    both: (points: string, coupons: string) => `${points}和${coupons}`,
    couponStreak: (days: number, coupon: string, count: number) =>
      `连续签到 ${days} 天，得「${coupon}」${count > 1 ? `${count} 张` : ''}`,
    visit: (rule: string, points: string) => `${rule}到店打卡得 ${points}`,
  },

  foot: {
    hours: '营业时间',
    address: '地址',
    phone: '电话',
    call: (phone: string) => `拨打 ${phone}`,
    service: '联系客服',
  },

  /** Why a bill comes to what it does; the rest of the ledger's reasons are with the shopper's pages. */
  because: {
    unknown: '按店里规则',
    /** ¥128 × 2 */
    perYuan: (money: string, points: string) => `${money} × ${points}`,
    /** ¥128，每 ¥10 得 1 分 */
    perAmount: (money: string, each: string, points: string) => `${money}，每 ${each} 得 ${points}`,
    factor: (name: string, factor: string) => `${name} ${factor} 倍`,
    fixed: (name: string, points: string) => `${name}，加 ${points}`,
    cap: (factor: string) => `倍数上限 ${factor} 倍`,
    capOpen: '未触及',
    capReached: (cap: string, product: string) => `倍数上限 ${cap} 倍，原为 ${product} 倍`,
    waiting: '退货期后可用',
    completing: '订单完成后可用',
    latest: (day: string) => `最晚 ${day}`,
    debtPaid: (points: string) => `补上之前欠的 ${points}`,
    growth: '成长值',
    tierUp: (tier: string) => `升级为${tier}`,
    couponGranted: (coupon: string, count: number) => (count > 1 ? `得「${coupon}」${count} 张` : `得「${coupon}」`),
    orderCoupon: (coupon: string) => `用「${coupon}」`,
    deductPoints: (points: string, money: string) => `${points}抵 ${money}`,
  },

  /** What the inbox says, by kind. */
  notices: {
    sale: (money: string, points: string) => `消费 ${money}，得 ${points}`,
    saleIn: (store: string, money: string, points: string) => `在${store}消费 ${money}，得 ${points}`,
    salePlain: (money: string) => `消费 ${money}`,
    salePlainIn: (store: string, money: string) => `在${store}消费 ${money}`,
    from: (day: string) => `${day}起可用`,
    refund: (money: string, points: string) => `退货 ${money}，收回 ${points}`,
    refundPlain: (money: string, name: string) => `退货 ${money}，${name}没有变`,
    tierUp: (tier: string) => `恭喜升级为${tier}`,
    tierUntil: (day: string) => `有效期到 ${day}`,
    tierRevoked: (from: string, to: string) => `订单退货后，等级由${from}回到${to}`,
    tierDown: (from: string, to: string) => `${from}已到期，等级变为${to}`,
    tierWarning: (day: string, money: string, tier: string, to: string) =>
      `${day}前再消费 ${money} 可保住${tier}，否则变为${to}`,
    tierWarningGrowth: (day: string, growth: string, tier: string, to: string) =>
      `${day}前再攒 ${growth} 成长值可保住${tier}，否则变为${to}`,
    tierGift: (tier: string, points: string) => `${tier}升级礼到账，${points}`,
    birthday: (points: string) => `生日快乐，送你 ${points}`,
    birthdayPlain: '生日快乐',
    expiring: (points: string, day: string) => `${points} ${day}到期，记得用掉`,
    merged: (points: string) => `找回以前的 ${points}`,
    mergedPlain: '以前的会员记录已经并入',
    coupon: (coupon: string, count: number, until: string) =>
      count > 1 ? `收到「${coupon}」${count} 张，${until}前可用` : `收到「${coupon}」，${until}前可用`,
    couponUsed: (coupon: string) => `「${coupon}」已用掉`,
    couponUsedIn: (coupon: string, store: string) => `在${store}用掉了「${coupon}」`,
    shipped: (name: string, carrier: string, number: string) => `「${name}」已发货，${carrier} ${number}`,
    shippedPlain: (name: string) => `「${name}」已发货`,
    redemptionCancelled: {
      member: (name: string) => `「${name}」已取消兑换`,
      staff: (name: string) => `店员取消了「${name}」的兑换`,
      timeout: (name: string) => `「${name}」过了取货时间，兑换已取消`,
      other: (name: string) => `「${name}」已取消兑换`,
    },
    back: (points: string) => `退回 ${points}`,
    paid: (name: string, money: string) => `已付 ${money}，「${name}」换到了`,
    moneyBack: (name: string, money: string) => `「${name}」的 ${money} 正在原路退回`,
    friend: '好友',
    referral: (friend: string) => `${friend}入会`,
    referralOrder: (friend: string) => `${friend}的第一笔消费`,
    brought: (what: string, points: string) => `${what}，你得 ${points}`,
    broughtPlain: (what: string) => `${what}，你的奖励到账了`,
    friendJoined: (friend: string) => `${friend}接受了你的邀请，已经入会`,
    assistDone: (name: string) => `「${name}」助力成功`,
    adjusted: (points: string, reason: string) => `店员更正 ${points}：${reason}`,
    memberDay: (day: string, name: string) => `${day}是${name}`,
    couponEnding: (coupon: string, count: number, day: string) =>
      `「${coupon}」${count > 1 ? `等 ${count} 张券 ` : ''}${day}到期，记得用掉`,
    ready: (name: string, day: string, store: string) =>
      `「${name}」可以取了，${day}前${store ? `到${store}` : ''}来取`,
    closing: (day: string) => (day ? `账号 ${day}以后注销，点这里可撤回` : '已撤回注销'),
    unknown: '有一条新消息，更新小程序后可以看到',
  },

  /** What a coupon is worth, in a sentence. */
  coupon: {
    amount: (amount: string) => `减 ${amount}`,
    rate: (rate: string) => `打 ${rate} 折`,
    freeShipping: '免这一单的运费',
    exchange: (item: string) => `兑换${item}`,
  },

  /** A coupon as a ticket. */
  ticket: {
    noThreshold: '无门槛',
    threshold: (amount: string) => `满 ${amount} 可用`,
    cap: (amount: string) => `最高减 ${amount}`,
    off: '折',
    freeShipping: '免运费',
    exchange: '兑换',
    allStores: '全部门店',
    stores: (first: string, count: number) => `${first}等 ${count} 家门店`,
    channels: { mini: '小程序', counter: '到店出示', till: '到店出示', web: '网店' },
    channel: (where: string) => `${where}可用`,
    categories: (names: string) => `限${names}`,
    ends: (day: string) => `${day}前有效`,
    endsToday: '今天到期',
    endsIn: (days: number) => `还剩 ${days} 天`,
    begins: (day: string) => `${day}起可用`,
    ended: (day: string) => `${day}到期`,
    usedAt: (when: string, store: string) => (store ? `${when} ${store}` : when),
    reserved: '正在收银台使用',
    use: '去使用',
    states: { used: '已使用', expired: '已过期', void: '已作废', reserved: '使用中', notYet: '还没开始' },
    sources: {
      claim: '自己领的',
      exchange: '兑换得到',
      checkin: '签到得到',
      tier: '等级礼',
      birthday: '生日礼',
      join: '新人礼',
      staff: '店里送的',
      order: '消费送的',
      referral: '邀请好友得到',
    },
    spoken: (name: string, value: string, condition: string, ends: string) =>
      [name, value, condition, ends].filter((part) => part !== '').join('，'),
  },

  wallet: {
    title: '卡券',
    code: '会员码',
    codeHint: '到店先出示',
    segments: { usable: '可用', used: '已用', expired: '已过期' },
    segment: (name: string, count: string) => (count ? `${name} ${count}` : name),
    choose: '哪些券',
    collect: '待取货',
    all: '全部',
    collectWhere: (store: string) => `到${store}领取`,
    collectHere: '到店领取',
    collectUntil: (day: string) => `${day}前`,
    times: (name: string, quantity: string) => `${name} × ${quantity}`,
    pickupCode: '取货码',
    offers: '领券中心',
    offersOpen: (count: string) => `${count} 张可领`,
    empty: { usable: '还没有可用的券，到领券中心看看', used: '还没有用过券', expired: '没有过期的券' },
    emptyAction: { usable: '去领券', used: '看可用的券', expired: '看可用的券' },
    guest: '入会后，券都放在这里',
    more: '正在取更多的券',
    moreFailed: '更多的券没有取到',
    end: '没有更多了',
  },

  me: {
    noName: '给自己起个名字',
    editProfile: '修改我的资料',
    code: '会员码',
    codeValue: '到店出示',
    tier: '会员等级',
    inbox: '消息',
    fresh: '有新消息',
    unread: (count: string) => `${count} 条未读`,
    profile: '资料和生日',
    birthdayAsk: '填写生日',
    guestName: '还没有入会',
    guestHint: (name: string) => `入会后就能签到、攒${name}`,
    guestAction: '去入会',
    history: (name: string) => `${name}明细`,
    redemptions: '我的兑换',
    calendar: '签到日历',
    settings: '设置',
    /** Only who works in the shop sees this row. */
    staff: '收银台',
    rights: '我的连签礼',
    rightOn: (day: string) => `${day}得到`,
    number: (number: string) => `会员号 ${number}`,
  },

  /** 提醒我, beside what it is about. One yes is one message. */
  remind: {
    ask: '提醒我',
    on: '会提醒你',
    done: '记下了，到时候提醒你一次',
    no: '没有订阅，想要时再点一下',
    off: '微信里关了提醒',
    offText: '在设置里打开「订阅消息」，就能收到店里的提醒',
    open: '去打开',
    later: '先不用',
  },

  gate: {
    title: '使用前先看一眼',
    text: (shop: string) =>
      `${shop}需要用到你选择的头像、昵称或手机号：头像和昵称只显示在会员卡上，手机号只用来认出你在店里的消费。`,
    contract: '《用户隐私保护指引》',
    read: '详细内容见',
    agree: '同意',
    refuse: '不同意',
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

  /** Why a reward or an offer cannot be had now; the short form stands on a picture. */
  bars: {
    guest: '入会后可换',
    frozen: '会员资格暂停，请联系店员',
    short: (missing: string) => `还差 ${missing}`,
    tier: (tier: string) => `${tier}专享`,
    streak: (days: number) => `连签 ${days} 天可换`,
    streakMissing: (days: number) => `再连签 ${days} 天可换`,
    right: (right: string) => `有「${right}」可换`,
    tag: '受邀会员专享',
    soon: (when: string) => `${when} 开抢`,
    over: '已结束',
    soldOut: '已换完',
    limit: {
      day: (count: number) => `今天换过 ${count} 件了`,
      week: (count: number) => `这周换过 ${count} 件了`,
      month: (count: number) => `这个月换过 ${count} 件了`,
      year: (count: number) => `今年换过 ${count} 件了`,
      ever: (count: number) => `每人 ${count} 件，已换过`,
    },
    unknown: '暂时不能换',
  },

  rewards: {
    /** 100 分, 150 分 + ¥9, ¥9 */
    both: (points: string, money: string) => `${points} + ${money}`,
    free: '免费',
    left: (count: number) => `还剩 ${count} 件`,
    was: (points: string) => `原 ${points}`,
    spoken: (name: string, price: string, state: string) => `${name}，${price}${state ? `，${state}` : ''}`,
  },

  mall: {
    title: (name: string) => `${name}商城`,
    balance: (name: string) => `可用${name}`,
    affordable: '我能换的',
    all: '全部',
    categories: '分类',
    empty: '商城还在上货，过几天再来看看',
    emptyCategory: '这一类暂时没有',
    emptyAffordable: (name: string) => `现有的${name}还换不了，签到、消费再攒攒`,
    emptyAction: '去签到',
    showAll: '看全部',
    guest: '入会后，消费和签到都能换东西',
    join: '去入会',
    featured: '本期推荐',
    moreFailed: '后面的没有取到',
    more: '正在取后面的',
    end: '都在这里了',
  },

  shelf: {
    title: (name: string) => `你的${name}能换`,
    titleGuest: (name: string) => `${name}能换这些`,
    all: '全部',
    coupons: '卡券',
    toCollect: '待取货',
    ending: '快到期的券',
    visit: '到店打卡',
  },

  /** What happened, by code. What the tabs cannot meet is with the pages that can; the server's sentence stands in for the rest. */
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
    TOO_MANY: '次数太多，请稍后再试',
    OUT_OF_STOCK: '已经换完了',
    INSUFFICIENT: '余额不够',
    REDEMPTION_NOT_FOUND: '没有找到这笔兑换',
    REDEMPTION_ENDED: '这笔兑换已经结束了',
    REDEMPTION_EXPIRED: '取货时间已经过了',
    COUPON_NOT_FOUND: '没有找到这张券',
    INVITE_UNKNOWN: '没有这个邀请码，请核对后再试',
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
    'home.shelf': (name: string) => `没有取到，${name}没有变`,
    'mall.list': (name: string) => `商城没有取到，${name}没有变`,
    'redemptions.list': '兑换没有取到，都还在',
    'wallet.list': '卡券没有取到，都还在',
    uncertain: '不确定有没有办成，再点一次不会重复',
  },
};

export type Words = typeof zhHans;
