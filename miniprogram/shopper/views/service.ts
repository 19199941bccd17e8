import type { ShopView } from '../../../typings/api/shopper';
import type { PageWords } from '../words/zh-Hans';

/** How the shop can be asked. */
export interface ServiceFace {
  /** WeChat's own customer service, WeCom's, or none. */
  chat: 'wechat' | 'wecom' | '';
  phone: string;
  hours: string;
  address: string;
  group: { title: string; text: string; picture: string; spoken: string } | null;
  empty: boolean;
}

export function serviceView(shop: ShopView, { service }: PageWords): ServiceFace {
  const { phone, hours, address, group } = shop;
  const chat = shop.service?.kind ?? '';
  return {
    chat,
    phone,
    hours,
    address,
    group: group && { ...group, spoken: service.picture(group.title) },
    empty: !chat && !phone && !group,
  };
}
