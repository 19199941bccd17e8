import type { SleeperView } from '../../../typings/api/reports';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { dayText } from '../../views/dates';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { sleeping } from '../stores/sleeping';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { reportWords } from '../words/reports/index';

function row({ id, nickname, avatar, number, tier, available, lastDay, daysAgo }: SleeperView) {
  const own = reportWords().sleeping;
  const { words } = settings;
  const name = nickname ?? own.nobody;
  const rest = own.available(words.figures.points(figure(available), desk.points.unit));
  const last = own.last(dayText(lastDay, sleeping.list.today, words));
  const line = [tier, own.tail(number)].join(' · ');
  return {
    id,
    name,
    avatar: avatar ?? '',
    ago: own.ago(daysAgo),
    last,
    line,
    rest,
    spoken: [name, own.ago(daysAgo), line, rest].join(words.card.comma),
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => sleeping.list.phase,
      rows: () => sleeping.list.items.map(row),
      lead: () => reportWords().sleeping.lead(sleeping.days),
      empty: () => reportWords().sleeping.empty,
      foot: () => {
        const { more, moreFailed, end } = reportWords().sleeping;
        const state = sleeping.list.foot;
        return { state, text: { more: '', loading: more, failed: moreFailed, end }[state] };
      },
      states: () => settings.words.states,
      problem: () =>
        sleeping.list.problem ? staffProblem(sleeping.list.problem, settings.words, staffWords()) : NO_PROBLEM,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: reportWords().sleeping.title });
      void membership.ensure();
      if (!desk.home) void desk.open();
      void sleeping.list.open();
    },
    onUnload() {
      sleeping.list.leave();
    },
    onReachBottom() {
      void sleeping.list.more();
    },
    async onPullDownRefresh() {
      await sleeping.list.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void sleeping.list.open();
    },
    more() {
      void sleeping.list.more();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/admin/member/index?id=${event.currentTarget.dataset.id}` });
    },
  },
});
