import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { editorFields, editorMethods } from '../services/editor';
import { shopPay } from '../stores/shop-pay';
import { shopWords } from '../words/shop/index';

Component({
  behaviors: [pageRoot, bound({ ...editorFields(shopPay), lead: () => shopWords().pay.lead })],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.pay });
      void membership.ensure();
      void shopPay.open();
    },
    onUnload() {
      shopPay.leave();
    },
    ...editorMethods(shopPay),
  },
});
