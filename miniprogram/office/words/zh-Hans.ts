/**
 * What all pages of the office say, in simplified Chinese: where goods, rules and the shop itself are kept. An area's own words
 * lie in a folder beside these. zh-Hant.ts is made from this file by scripts/words-hant.ts.
 */
export const officeHans = {
  /** What was not done, by action. */
  undone: {
    'parcels.list': '没有取到，什么都没有改变',
    'parcels.ship': '没有记为寄出',
    'rewards.list': '商品没有取到，什么都没有改变',
    'rewards.view': '商品没有取到，什么都没有改变',
    'rewards.save': '没有保存，你填的都还在',
    'rewards.switch': '没有改变',
    'rewards.restock': '库存没有改变',
    'rewards.arrange': '顺序没有保存',
    'categories.view': '分类没有取到，什么都没有改变',
    'categories.save': '没有保存，你填的都还在',
    'templates.list': '优惠券没有取到，什么都没有改变',
    'templates.save': '没有保存，你填的都还在',
    'templates.switch': '没有改变',
    'pools.add': '一个码都没有导入',
    'fulfil.list': '没有取到，什么都没有改变',
    'fulfil.ship': '没有记为寄出',
    'fulfil.handOver': '没有记为已取',
    'fulfil.cancel': '没有取消，什么都没有退',
    'programme.view': '规则没有取到，什么都没有改变',
    'programme.forms': '规则没有取到，什么都没有改变',
    'programme.save': '草稿没有保存',
    'programme.publish': '没有发布，正在用的规则不变',
    'programme.discard': '草稿还在',
    'programme.presets': '没有取到，什么都没有改变',
    'programme.usePreset': '没有换，正在用的规则不变',
    'calendar.view': '日历没有取到',
    'stores.view': '门店没有取到，什么都没有改变',
    'stores.save': '门店没有改',
    'partners.list': '密钥没有取到，都还在',
    'partners.create': '没有生成密钥',
    'partners.renew': '密钥没有换',
    'partners.switchOff': '没有停用',
  },

  /** Beside `problems` of the tabs. */
  problems: {
    STORE_UNKNOWN: '没有这家门店',
    NOT_STAFF: '你不是这家店的店员',
    ROLE_REQUIRED: '你的岗位不能这样操作',
    STORE_NOT_YOURS: '你不在这家门店',
  },
};

export type OfficeWords = typeof officeHans;
