import type { ShopOverview } from '../../../typings/api/shop';
import type { ModuleName } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { overview } from '../stores/shop-overview';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { shopWords } from '../words/shop/index';

interface Row {
  code: string;
  icon: string;
  label: string;
  state: string;
  last: boolean;
}

const MODULES: readonly ModuleName[] = ['checkin', 'mall', 'coupons', 'invite'];

function ended(rows: Omit<Row, 'last'>[]): Row[] {
  return rows.map((row, place) => ({ ...row, last: place === rows.length - 1 }));
}

function faceRows({ name, versions, modules }: ShopOverview): Row[] {
  const { index, modules: own } = shopWords();
  const off = MODULES.filter((module) => !modules[module]).map((module) => own.names[module]);
  const switched =
    off.length === 0 ? index.modules.all : index.modules.state(off.join(settings.words.conditions.listed));
  return ended([
    { code: 'look', icon: 'palette', label: index.look.label, state: index.look.state(name) },
    { code: 'modules', icon: 'sliders', label: index.modules.label, state: switched },
    { code: 'texts', icon: 'terms', label: index.texts.label, state: index.texts.state(versions.terms) },
  ]);
}

function workRows({ messages, adapter, alone }: ShopOverview): Row[] {
  const { index } = shopWords();
  const sent = messages === 0 ? index.notices.none : index.notices.state(figure(messages));
  const points = `${figure(alone.manager)} ${membership.points.unit}`;
  return ended([
    { code: 'notices', icon: 'bell', label: index.notices.label, state: sent },
    ...(desk.may('shop.payment')
      ? [{ code: 'pay', icon: 'wallet', label: index.pay.label, state: index.pay.state[adapter] }]
      : []),
    ...(desk.may('shop.care')
      ? [{ code: 'care', icon: 'lock', label: index.care.label, state: index.care.state(points) }]
      : []),
  ]);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => overview.phase,
      problem: () => (overview.problem ? staffProblem(overview.problem, settings.words, staffWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      groups: () => {
        const { view } = overview;
        const { groups } = shopWords().index;
        if (!view) return [];
        return [
          { title: groups.face, rows: faceRows(view) },
          { title: groups.work, rows: workRows(view) },
        ];
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.shop });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    onShow() {
      void overview.open();
    },
    onUnload() {
      overview.leave();
    },
    async onPullDownRefresh() {
      await overview.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void overview.open();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/admin/${event.currentTarget.dataset.code}/index` });
    },
  },
});
