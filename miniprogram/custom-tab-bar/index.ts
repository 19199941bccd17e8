import type { TabBarView } from '../services/tabs';

/** The tab bar. Each tab page hands it what to show when it appears (services/tabs.ts). */
Component({
  data: { items: [], selected: '', rootClass: '', rootStyle: '' } as Omit<TabBarView, 'selected'> & {
    selected: string;
  },
  methods: {
    go(event: WechatMiniprogram.TouchEvent) {
      const { url, code } = event.currentTarget.dataset;
      if (code !== this.data.selected) wx.switchTab({ url });
    },
  },
});
