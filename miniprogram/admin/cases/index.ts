import type { CaseView } from '../../../typings/api/staff';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { cases } from '../stores/cases';
import { caseCard, decisionAsk, keyOf } from '../views/cases';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';

const said = () => ({ points: membership.points, words: settings.words, own: staffWords() });

function caseOf(event: WechatMiniprogram.TouchEvent): CaseView | undefined {
  return cases.list.items.find((one) => keyOf(one) === event.currentTarget.dataset.key);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (cases.list.items.length > 0 ? 'ready' : cases.list.phase),
      cards: () => cases.list.items.map((one) => caseCard(one, { ...said(), now: cases.now, today: cases.list.today })),
      foot: () => {
        const { more, moreFailed, end } = staffWords().cases;
        return { state: cases.list.foot, text: { more: '', loading: more, failed: moreFailed, end }[cases.list.foot] };
      },
      words: () => staffWords().cases,
      states: () => settings.words.states,
      problem: () => (cases.list.problem ? staffProblem(cases.list.problem, settings.words, staffWords()) : NO_PROBLEM),
      asked: () => (cases.asked ? decisionAsk(cases.asked.one, cases.asked.pay, said()) : null),
      working: () => cases.working,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: staffWords().titles.cases });
      void membership.ensure();
    },
    onShow() {
      void cases.list.open();
    },
    onUnload() {
      cases.leave();
    },
    async onPullDownRefresh() {
      await cases.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void cases.list.more();
    },
    more() {
      void cases.list.more();
    },
    retry() {
      void cases.list.open();
    },
    pay(event: WechatMiniprogram.TouchEvent) {
      cases.ask(caseOf(event), true);
    },
    refuse(event: WechatMiniprogram.TouchEvent) {
      cases.ask(caseOf(event), false);
    },
    forget() {
      cases.forget();
    },
    decide() {
      void cases.decide();
    },
  },
});
