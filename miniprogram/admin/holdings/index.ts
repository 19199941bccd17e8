import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { holdings } from '../stores/holdings';
import { couponRow, takenRow } from '../views/holding';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

const SEGMENTS = { coupons: ['usable', 'used', 'expired'], redemptions: ['open', 'ended'] } as const;

const setting = () => ({
  today: holdings.list.today,
  points: membership.points,
  words: settings.words,
  own: membersWords(),
});

Component({
  behaviors: [
    pageRoot,
    bound({
      title: () => membersWords().holdings[holdings.what],
      segment: () => holdings.segment,
      segments: () =>
        SEGMENTS[holdings.what].map((value) => ({ value, label: membersWords().holdings.segment[value] })),
      phase: () => (holdings.list.items.length > 0 ? 'ready' : holdings.list.phase),
      rows: () =>
        holdings.what === 'coupons'
          ? holdings.coupons.items.map((one) => couponRow(one, setting()))
          : holdings.taken.items.map((one) => takenRow(one, setting())),
      empty: () => membersWords().holdings.empty[holdings.segment],
      foot: () => {
        const { loading, failed, end } = membersWords().holdings;
        return { state: holdings.list.foot, text: { more: '', loading, failed, end }[holdings.list.foot] };
      },
      states: () => settings.words.states,
      problem: () =>
        holdings.list.problem ? staffProblem(holdings.list.problem, settings.words, staffWords()) : NO_PROBLEM,
    }),
  ],
  methods: {
    onLoad({ id = '', what = '' }: { id?: string; what?: string }) {
      const shown = what === 'redemptions' ? what : 'coupons';
      void membership.ensure();
      void holdings.open(id, shown);
      wx.setNavigationBarTitle({ title: membersWords().holdings[shown] });
    },
    onUnload() {
      holdings.leave();
    },
    async onPullDownRefresh() {
      await holdings.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void holdings.list.more();
    },
    more() {
      void holdings.list.more();
    },
    retry() {
      void holdings.list.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      void holdings.choose(event.detail.value);
    },
  },
});
