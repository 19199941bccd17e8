import type { DayKey } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { dayText } from '../../views/dates';
import { NO_PROBLEM } from '../../views/problem';
import { campaigns } from '../stores/campaigns';
import { staffProblem } from '../views/problem';
import { markRows, monthBeside, monthGrid } from '../views/rules/month';
import { formWords } from '../words/form/index';
import { staffWords } from '../words/index';
import { programmeWords } from '../words/programme/index';

/** What is planned for certain days, to begin with. */
const STARTS = ['memberDay', 'monthDay', 'campaign'] as const;

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => campaigns.phase,
      problem: () => (campaigns.problem ? staffProblem(campaigns.problem, settings.words, staffWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      words: () => programmeWords().calendar,
      closing: () => formWords().close,
      month: () =>
        campaigns.view ? monthGrid(campaigns.view, campaigns.chosen, settings.words, programmeWords()) : null,
      title: () =>
        campaigns.view && campaigns.chosen ? dayText(campaigns.chosen, campaigns.view.today, settings.words) : '',
      marks: () => (campaigns.view ? markRows(campaigns.view, campaigns.chosen, programmeWords()) : []),
      more: () => campaigns.view?.more ?? false,
      starts: () => {
        const { starts } = programmeWords();
        return STARTS.map((code) => ({ code, label: starts[code].label, hint: starts[code].hint }));
      },
    }),
  ],
  data: { adding: false },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: programmeWords().titles.calendar });
      void membership.ensure();
    },
    onShow() {
      void campaigns.open();
    },
    retry() {
      void campaigns.open();
    },
    turn({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      if (campaigns.view) void campaigns.open(monthBeside(campaigns.view.month, dataset.by === 'after' ? 1 : -1));
    },
    choose({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      if (dataset.day) campaigns.choose(dataset.day as DayKey);
    },
    openMark({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: dataset.url });
    },
    add() {
      this.setData({ adding: true });
    },
    endAdding() {
      this.setData({ adding: false });
    },
    start({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      this.endAdding();
      wx.navigateTo({ url: `/office/rule/index?part=rule&start=${dataset.code}` });
    },
    openGoods() {
      wx.navigateTo({ url: '/office/goods/index' });
    },
  },
});
