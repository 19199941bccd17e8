import type { TabBarView } from '../services/tabs';

/** The tab bar. Each tab page hands it what to show when it appears (services/tabs.ts). `hidden` while a sheet needs the foot. */
Component({
  data: { items: [], selected: '', rootClass: '', rootStyle: '', hidden: false } as Omit<TabBarView, 'selected'> & {
    selected: string;
    hidden: boolean;
  },
  methods: {
    go(event: WechatMiniprogram.TouchEvent) {
      const { url, code } = event.currentTarget.dataset;
      if (code !== this.data.selected) wx.switchTab({ url });
    },
  },
});
