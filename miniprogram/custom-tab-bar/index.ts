import { bound } from '../services/binding';
import { type TabCode, tabItems } from '../services/tabs';
import { look } from '../stores/look';

/**
 * The tab bar. Each tab page has its own and says on appearing which tab it is (`selected`), and `hidden` while a sheet needs
 * the foot; names, colours and text size follow by themselves, so that nightfall reaches the bar together with the page.
 */
Component({
  behaviors: [
    bound({
      items: tabItems,
      rootClass: () => look.className,
      rootStyle: () => look.style,
    }),
  ],
  data: { selected: '' as TabCode | '', hidden: false },
  methods: {
    go(event: WechatMiniprogram.TouchEvent) {
      const { url, code } = event.currentTarget.dataset;
      if (code !== this.data.selected) wx.switchTab({ url });
    },
  },
});
