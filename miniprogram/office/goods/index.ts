import type { RewardRow } from '../../../typings/api/catalogue';
import type { EpochMs } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { figure, signed } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { type GoodsSegment, goods } from '../stores/goods';
import { goodsRow } from '../views/goods';
import { staffProblem } from '../views/problem';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';

const SEGMENTS: readonly GoodsSegment[] = ['on', 'soldOut', 'off'];

function rowOf(row: RewardRow) {
  return goodsRow(row, Date.now() as EpochMs, membership.points, settings.words, catalogueWords());
}

function sheet() {
  const { goods: words } = catalogueWords();
  const { asked, by } = goods;
  if (!asked) return null;
  const { stock, state, name } = asked;
  const off = state === 'off';
  return {
    title: name,
    facts: stock
      ? (['left', 'sold', 'made'] as const).map((code) => ({ label: words.figures[code], text: figure(stock[code]) }))
      : [],
    by: signed(by),
    flip: off ? words.on2 : words.off2,
    flipHint: off ? words.onHint : words.offHint,
    flipKind: off ? 'outline' : 'danger',
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (goods.list.items.length > 0 ? 'ready' : goods.list.phase),
      rows: () => goods.list.items.map(rowOf),
      segment: () => goods.segment,
      segments: () => SEGMENTS.map((value) => ({ value, label: catalogueWords().goods.segments[value] })),
      chips: () =>
        [{ code: '', name: catalogueWords().goods.all }, ...goods.categories].map(({ code, name }) => ({
          code,
          name,
          on: code === goods.category,
        })),
      empty: () =>
        goods.category === '' ? catalogueWords().goods.empty[goods.segment] : catalogueWords().goods.emptyCategory,
      foot: () => {
        const { more, failed, end } = catalogueWords().list;
        return { state: goods.list.foot, text: { more: '', loading: more, failed, end }[goods.list.foot] };
      },
      words: () => catalogueWords().goods,
      keep: () => catalogueWords().keep,
      states: () => settings.words.states,
      problem: () => (goods.list.problem ? staffProblem(goods.list.problem, settings.words, staffWords()) : NO_PROBLEM),
      sheet,
      working: () => goods.working,
      arranging: () => goods.arranging?.map(rowOf) ?? null,
      moved: () => goods.moved,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: catalogueWords().titles.goods });
      void membership.ensure();
    },
    onShow() {
      if (!goods.arranging) void goods.list.open();
    },
    onUnload() {
      goods.leave();
    },
    async onPullDownRefresh() {
      if (!goods.arranging) await goods.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      if (!goods.arranging) void goods.list.more();
    },
    more() {
      void goods.list.more();
    },
    retry() {
      void goods.list.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = SEGMENTS.find((known) => known === event.detail.value);
      if (segment) goods.choose(segment);
    },
    within(event: WechatMiniprogram.TouchEvent) {
      goods.within(String(event.currentTarget.dataset.code ?? ''));
    },
    add() {
      wx.navigateTo({ url: '/office/good/index' });
    },
    edit(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/office/good/index?id=${event.currentTarget.dataset.id}` });
    },
    openCategories() {
      wx.navigateTo({ url: '/office/categories/index' });
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      goods.ask(goods.list.items.find(({ id }) => id === event.currentTarget.dataset.id));
    },
    forget() {
      goods.forget();
    },
    plus() {
      goods.step(1);
    },
    minus() {
      goods.step(-1);
    },
    ten() {
      goods.step(10);
    },
    restock() {
      void goods.restock();
    },
    flip() {
      void goods.flip();
    },
    arrange() {
      void goods.arrange();
    },
    move(event: WechatMiniprogram.TouchEvent) {
      const { id, to } = event.currentTarget.dataset;
      goods.move(id, to);
    },
    endArranging() {
      goods.endArranging();
    },
    saveOrder() {
      void goods.saveOrder();
    },
  },
});
