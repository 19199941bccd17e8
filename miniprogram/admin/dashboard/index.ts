import type { FigureCode, Span } from '../../../typings/api/reports';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { dayText } from '../../views/dates';
import { NO_PROBLEM } from '../../views/problem';
import { scan } from '../services/scan';
import { counter } from '../stores/counter';
import { dashboard } from '../stores/dashboard';
import { desk } from '../stores/desk';
import { sale } from '../stores/sale';
import { paletteOf } from '../views/chart';
import { cells, checkInChart, formulaOf, pointsChart, type Said, tierParts, todoChips } from '../views/dashboard';
import { MENU } from '../views/menu';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { reportWords } from '../words/reports/index';

const SPANS: readonly Span[] = ['today', 'week', 'month'];

const said = (): Said => ({ words: settings.words, own: reportWords(), points: desk.points });

function shown(): 'blank' | 'skeleton' | 'failed' | 'unmade' | 'figures' {
  const { view, phase } = dashboard;
  if (view) return view.upTo === null ? 'unmade' : 'figures';
  if (desk.problem && !desk.home) return 'failed';
  return phase === 'ready' ? 'blank' : phase;
}

function pageWords() {
  const own = reportWords();
  const { scan, scanHint, sale, todo, business, understood, tiers, spanLabel, unmade } = own;
  return { scan, scanHint, sale, todo, business, understood, tiers, spanLabel, unmade, chart: own.chart };
}

function menu() {
  const words = staffWords().menu;
  const named: Record<string, string | object> = words;
  return MENU.map(({ code, entries }) => ({
    code,
    title: words.groups[code],
    entries: entries
      .filter(({ needs }) => desk.may(needs))
      .map(({ code, icon, url }) => ({ code, icon, url, name: String(named[code] ?? '') })),
  })).filter(({ entries }) => entries.length > 0);
}

function tiers() {
  const { view } = dashboard;
  const { series } = paletteOf(device.theme, membership.home?.shop.colours[device.theme]?.['--brand']);
  // More tiers than colours begin anew: each says its name beside its sign.
  const parts = view ? tierParts(view, said()) : [];
  return parts.map((part, n) => ({ ...part, colour: series[(parts.length - 1 - n) % series.length] ?? '' }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      theme: () => device.theme,
      shown,
      title: () => {
        const { view, storeId } = dashboard;
        const name = view?.stores.find(({ id }) => id === storeId)?.name ?? '';
        return (
          name || (dashboard.choices.length > 0 ? reportWords().all : (desk.home?.shop.name ?? reportWords().title))
        );
      },
      stores: () => dashboard.choices.map(({ name }) => name || reportWords().all),
      chosen: () => dashboard.choices.findIndex(({ id }) => id === dashboard.storeId),
      storeWords: () => staffWords().stores,
      states: () => settings.words.states,
      words: pageWords,
      pointsHead: () => reportWords().pointsHead(desk.points.name),
      counts: () => desk.may('counter.look'),
      saleHint: () => reportWords().saleHint(desk.points.name),
      todos: () => (dashboard.view ? todoChips(dashboard.view, said()) : []),
      span: () => dashboard.span,
      spans: () => SPANS.map((value) => ({ value, label: reportWords().spans[value] })),
      cells: () => (dashboard.view ? cells(dashboard.view, said()) : { business: [], points: [] }),
      upTo: () => {
        const { view } = dashboard;
        if (!view?.upTo) return '';
        const { day, time } = view.upTo;
        return reportWords().upTo(day === view.today ? time : `${dayText(day, view.today, settings.words)} ${time}`);
      },
      pointsChart: () => (dashboard.view ? pointsChart(dashboard.view, said()) : null),
      pointsTitle: () => reportWords().pointsChart(desk.points.name),
      checkInChart: () => (dashboard.view ? checkInChart(dashboard.view, said()) : null),
      checkInTitle: () => reportWords().checkInChart,
      tiers,
      sleeping: () => {
        const sleeping = dashboard.view?.sleeping;
        if (!sleeping) return null;
        const own = reportWords().sleeping;
        const { days, members } = sleeping;
        const open = members > 0 && desk.may('reports.sleeping');
        return {
          label: members > 0 ? own.row(days) : own.none(days),
          value: members > 0 ? reportWords().people(String(members)) : '',
          plain: !open,
        };
      },
      menu,
      formula: () => (dashboard.view && dashboard.asked ? formulaOf(dashboard.view, dashboard.asked, said()) : null),
      problem: () => {
        const problem = dashboard.problem ?? desk.problem;
        return problem ? staffProblem(problem, settings.words, staffWords()) : NO_PROBLEM;
      },
    }),
  ],
  methods: {
    onLoad() {
      void membership.ensure();
    },
    onShow() {
      void this.begin();
    },
    onUnload() {
      dashboard.leave();
    },
    async begin() {
      if (!desk.home) await desk.open();
      if (!desk.home) return;
      // Who may see no figures stands at the counter.
      if (desk.may('reports.dashboard')) await dashboard.open();
      else wx.redirectTo({ url: '/admin/counter/index?stay=1' });
    },
    async onPullDownRefresh() {
      await this.begin();
      wx.stopPullDownRefresh();
    },
    refresh() {
      void this.begin();
    },
    chooseStore(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
      const choice = dashboard.choices[event.detail.index];
      if (choice) void dashboard.chooseStore(choice.id);
    },
    chooseSpan(event: WechatMiniprogram.CustomEvent<{ value: Span }>) {
      void dashboard.choose(event.detail.value);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      dashboard.ask(event.currentTarget.dataset.code as FigureCode);
    },
    forget() {
      dashboard.forget();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: String(event.currentTarget.dataset.url) });
    },
    openSleeping() {
      wx.navigateTo({ url: '/admin/sleeping/index' });
    },
    async scan() {
      const seen = await scan();
      const words = staffWords().counter;
      if ('text' in seen) {
        if (await counter.look(seen.text)) wx.navigateTo({ url: '/admin/found/index' });
      } else if (seen.failed !== 'cancelled') notice.say(seen.failed === 'camera' ? words.cameraOff : words.notScanned);
    },
    openSale() {
      sale.begin();
      wx.navigateTo({ url: '/admin/sale/index' });
    },
  },
});
