import type { AddressInput } from '../../../../typings/api/mall';
import type { AddressField } from '../../stores/address';
import type { ShopperWords } from '../../words/zh-Hans';

/** An address typed by hand; complete without WeChat's own list. Events: type { …part of the address }, use, back. */
Component({
  properties: {
    value: { type: Object, value: {} as Partial<AddressInput> },
    words: { type: Object, value: {} as Partial<ShopperWords['address']> },
    /** Field that is not right: name, phone, region, detail; '' when none is. */
    wrong: { type: String, value: '' },
    note: { type: String, value: '' },
  },
  data: { error: '', region: '', regionParts: [] as string[] },
  observers: {
    'wrong, words'(wrong: AddressField | '', words: Partial<ShopperWords['address']>) {
      this.setData({ error: wrong ? (words.wrong?.[wrong] ?? '') : '' });
    },
    'value.province, value.city, value.district'(province = '', city = '', district = '') {
      this.setData({
        region: [province, city, district].filter(Boolean).join(' '),
        regionParts: province ? [province, city, district] : [],
      });
    },
  },
  methods: {
    type(event: WechatMiniprogram.Input) {
      this.triggerEvent('type', { [String(event.currentTarget.dataset.field)]: event.detail.value });
    },
    pick(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      const [province = '', city = '', district = ''] = event.detail.value;
      this.triggerEvent('type', { province, city, district });
    },
    use() {
      this.triggerEvent('use');
    },
    back() {
      this.triggerEvent('back');
    },
  },
});
