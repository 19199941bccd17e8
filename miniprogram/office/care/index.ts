import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { editorFields, editorMethods } from '../services/editor';
import { shopCare } from '../stores/shop-care';
import { shopWords } from '../words/shop/index';

Component({
  behaviors: [pageRoot, bound({ ...editorFields(shopCare), lead: () => shopWords().care.lead })],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.care });
      void membership.ensure();
      void shopCare.open();
    },
    onUnload() {
      shopCare.leave();
    },
    ...editorMethods(shopCare),
  },
});
