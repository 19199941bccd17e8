/** What every editor of the staff says, in simplified Chinese. */
export const formHans = {
  must: (label: string) => `${label}，必填`,
  may: '选填',
  clear: '清除',
  choose: '请选择',
  day: '日期',
  time: '时间',
  most: (max: string) => `最多选 ${max} 项`,
  hex: '颜色代码',
  listed: '、',
  nothing: '没有填',
  several: '有改动',
  picture: '图片',
  on: '开',
  off: '关',
  close: '关闭',

  /** Behind a number; `points` and `growth` only as far as no shop's own name is known. */
  units: {
    points: '分',
    days: ' 天',
    months: ' 个月',
    hours: ' 小时',
    minutes: ' 分钟',
    times: ' 次',
    pieces: ' 件',
    people: ' 人',
    growth: ' 成长值',
    factor: ' 倍',
    rate: ' 折',
    money: '元',
    '': '',
  },

  wrong: {
    empty: '请填写',
    notChosen: '请选择',
    noPicture: '请加一张图片',
    tooLong: (max: string, now: string) => `最多 ${max} 个字，现在 ${now} 个`,
    longer: (max: string) => `最多 ${max} 个字`,
    tooMany: (max: string) => `最多 ${max} 个`,
    outside: (from: string, to: string) => `请填 ${from} 到 ${to} 之间的数`,
    whole: '请填整数，例如 30',
    money: '请填金额，最多两位小数，例如 12.50',
    factor: '请填倍数，最多两位小数，例如 1.5',
    rate: '请填折扣，最多一位小数，例如 9.5 是九五折',
    colour: '颜色代码是 # 加 6 位，例如 #C53F2B',
  },

  /** The bar at the foot. */
  foot: {
    none: '没有要保存的改动',
    changed: (names: string) => `改了${names}`,
    more: (names: string, count: string) => `改了${names}等 ${count} 处`,
    fix: (count: string) => `有 ${count} 处要改`,
    save: '保存',
    saving: '正在保存',
    saved: '保存好了',
    leave: '改动还没有保存，要离开吗？',
    other: '其他内容',
  },

  clash: {
    title: '刚才别人也改了',
    text: '下面几处和你看到的不一样了，选一种保存。你没碰过的地方都以新的为准。',
    theirs: '现在是',
    mine: '你写的',
    both: '两个人都改了',
    keepMine: '保存我的',
    keepTheirs: '用现在的，放弃我的改动',
    later: '先不保存，再看看',
    refreshed: '已经换成最新的内容',
  },

  photo: {
    add: '加图片',
    change: '换一张',
    remove: '去掉图片',
    working: '正在上传',
    failed: '图片没有传上去，再试一次',
    notChosen: '没有选到图片',
    privacy: '没有同意使用相册，图片没有加上',
    tooLarge: (limit: string) => `图片太大，请选 ${limit} 以内的`,
    hints: {
      logo: 'PNG、JPG 或 WebP，最好是正方形，500 KB 以内',
      tier: '正方形的 PNG、JPG 或 WebP，边长 128 到 1024 像素，300 KB 以内',
      reward: 'PNG、JPG 或 WebP，最好是正方形，1.5 MB 以内',
      group: '清楚完整的二维码图片，500 KB 以内',
    },
  },
};

export type FormWords = typeof formHans;
