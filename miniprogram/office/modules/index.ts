import type { Out } from '../../../typings/api/shop';
import type { ModuleName } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { shopModules } from '../stores/shop-modules';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { shopWords } from '../words/shop/index';

const MODULES: readonly ModuleName[] = ['checkin', 'mall', 'coupons', 'invite'];

function row(module: ModuleName) {
  const { names, what, on, off, spoken } = shopWords().modules;
  const isOn = shopModules.modules?.[module] ?? false;
  const state = isOn ? on : off;
  return { module, on: isOn, state, name: names[module], what: what[module], spoken: spoken(names[module], state) };
}

function line({ code, count, more }: Out) {
  const { out, atLeast, count: plain } = shopWords().modules;
  return { code, label: out[code], count: more ? atLeast(figure(count)) : plain(figure(count)) };
}

function sheet() {
  const { asked } = shopModules;
  if (!asked) return null;
  const words = shopWords().modules;
  const { module, on } = asked;
  const name = words.names[module];
  return {
    on,
    title: on ? words.onTitle(name) : words.offTitle(name),
    lines: on ? [] : asked.out.filter(({ count }) => count > 0).map(line),
    nothing: !on && asked.out.every(({ count }) => count === 0),
    means: words.means[module][on ? 'on' : 'off'],
    yes: on ? words.yesOn : words.yesOff,
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => shopModules.phase,
      problem: () =>
        shopModules.problem ? staffProblem(shopModules.problem, settings.words, staffWords()) : NO_PROBLEM,
      states: () => settings.words.states,
      words: () => shopWords().modules,
      rows: () => MODULES.map(row),
      asking: () => shopModules.asking ?? '',
      sheet,
      switching: () => shopModules.switching,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.modules });
      void membership.ensure();
      void shopModules.open();
    },
    onUnload() {
      shopModules.leave();
    },
    retry() {
      void shopModules.open();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const module = MODULES.find((known) => known === event.currentTarget.dataset.module);
      if (module) void shopModules.ask(module);
    },
    forget() {
      shopModules.forget();
    },
    confirm() {
      void shopModules.confirm();
    },
  },
});
