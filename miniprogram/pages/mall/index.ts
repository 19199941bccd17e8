import { bound } from '../../services/binding';
import { mallCard } from '../../services/card';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { mall } from '../../stores/mall';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { mallHead, mallState } from '../../views/mall';
import { NO_PROBLEM, problemTitle, problemView } from '../../views/problem';
import { rewardFace } from '../../views/reward';
import { type Chunk, Grid } from './grid';

/** Cards within this distance of the screen stay drawn, in px. */
const NEAR_PX = 1600;

const available = () => membership.member?.points.available ?? null;

const facing = (card: Parameters<typeof rewardFace>[0]) =>
  rewardFace(card, available(), mall.today, membership.points, settings.words);

const grids = new WeakMap<object, Grid>();
const watchers = new WeakMap<object, WechatMiniprogram.IntersectionObserver[]>();

Component({
  behaviors: [
    pageRoot,
    bound({
      head: () => mallHead(membership.home, membership.points, mall, settings.words),
      state: () => mallState(mall, membership.points, settings.words),
      feature: () => (mall.feature && !mall.category && !mall.affordable ? facing(mall.feature) : null),
      featured: () => settings.words.mall.featured,
      listBar: () => (mall.problem && mall.count > 0 ? problemTitle(mall.problem, settings.words) : ''),
      edition: () => mall.edition,
      pageCount: () => mall.pages.length,
      setting: () => [settings.language, available(), mall.today, membership.points.name].join(),
      problem: () => (mall.problem ? problemView(mall.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
    }),
  ],
  data: { chunks: [] as Chunk[] },
  observers: {
    'edition, pageCount, setting'(_edition: number, _pages: number, setting: string) {
      this.draw(setting);
    },
  },
  methods: {
    onLoad() {
      mall.start();
    },
    async onShow() {
      this.getTabBar()?.setData({ selected: 'mall' });
      await membership.ensure();
      wx.setNavigationBarTitle({ title: settings.words.mall.title(membership.points.name) });
      await mall.show();
    },
    onUnload() {
      this.unwatch();
    },
    async onPullDownRefresh() {
      await this.refresh();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void mall.more();
    },
    async refresh() {
      await Promise.all([membership.refresh(), mall.open()]);
    },
    more() {
      void mall.more();
    },
    draw(setting: string) {
      const grid = grids.get(this) ?? new Grid();
      grids.set(this, grid);
      for (const change of grid.changes(mall.pages, setting, facing)) this.setData(change);
      // What is to be watched is there only when it has been drawn.
      wx.nextTick(() => this.watch(mall.pages.length));
    },
    /** One watcher a page of the catalogue: it puts the cards away when they are far off, and back again in time. */
    watch(count: number) {
      const own = watchers.get(this) ?? [];
      if (count < own.length) {
        this.unwatch();
        this.watch(count);
        return;
      }
      for (let index = own.length; index < count; index += 1) {
        const watcher = this.createIntersectionObserver({ thresholds: [0, 0.01] });
        watcher.relativeToViewport({ top: NEAR_PX, bottom: NEAR_PX });
        watcher.observe(`#chunk-${index}`, ({ intersectionRatio, boundingClientRect }) => {
          const away = intersectionRatio > 0 ? 0 : boundingClientRect.height;
          if ((this.data.chunks[index]?.away ?? 0) !== away) this.setData({ [`chunks[${index}].away`]: away });
        });
        own.push(watcher);
      }
      watchers.set(this, own);
    },
    unwatch() {
      for (const watcher of watchers.get(this) ?? []) watcher.disconnect();
      watchers.delete(this);
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      void mall.choose(String(event.currentTarget.dataset.code ?? ''));
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    },
    narrow() {
      void mall.narrow(!mall.affordable);
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: `/shopper/reward/index?id=${event.detail.id}` });
    },
    openPoints() {
      wx.navigateTo({ url: '/shopper/points/index' });
    },
    goHome() {
      openPage('/pages/home/index');
    },
    /** What an empty list offers: everything again, or the way to more points. */
    goOn() {
      if (mall.category || mall.affordable) void mall.widen();
      else this.goHome();
    },
    onShareAppMessage() {
      return mallCard();
    },
  },
});
