import type { ApprovalView } from '../../../typings/api/members';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { approvals } from '../stores/approvals';
import { desk } from '../stores/desk';
import { approvalCard } from '../views/member';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

const SEGMENTS = ['waiting', 'decided'] as const;

const cardOf = (one: ApprovalView) =>
  approvalCard(one, desk.may('approvals.decide'), {
    today: approvals.list.today,
    points: membership.points,
    words: settings.words,
    own: membersWords(),
  });

function askedView() {
  if (!approvals.asked) return null;
  const { one, agree } = approvals.asked;
  const { approvals: own } = membersWords();
  const { points, name, decline } = cardOf(one);
  return agree
    ? {
        title: own.agreeTitle(points, name),
        text: own.agreeText(one.reason),
        alone: one.own ? own.aloneText : '',
        kind: 'fill',
        yes: own.agree,
      }
    : { title: own.declineTitle(points, name), text: own.declineText, alone: '', kind: 'danger', yes: decline };
}

function approvalOf(event: WechatMiniprogram.TouchEvent): ApprovalView | undefined {
  return approvals.list.items.find(({ id }) => id === event.currentTarget.dataset.id);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      segment: () => approvals.segment,
      segments: () => SEGMENTS.map((value) => ({ value, label: membersWords().approvals[value] })),
      phase: () => (approvals.list.items.length > 0 ? 'ready' : approvals.list.phase),
      cards: () => approvals.list.items.map(cardOf),
      empty: () => membersWords().approvals.empty[approvals.segment],
      lead: () => membersWords().approvals.lead(membership.points.name),
      foot: () => {
        const { loading, failed, end } = membersWords().approvals;
        return { state: approvals.list.foot, text: { more: '', loading, failed, end }[approvals.list.foot] };
      },
      words: () => membersWords().approvals,
      keep: () => membersWords().keep,
      states: () => settings.words.states,
      asked: askedView,
      working: () => approvals.working,
      problem: () =>
        approvals.list.problem ? staffProblem(approvals.list.problem, settings.words, staffWords()) : NO_PROBLEM,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: membersWords().titles.approvals });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    onShow() {
      void approvals.list.open();
    },
    onUnload() {
      approvals.leave();
    },
    async onPullDownRefresh() {
      await approvals.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void approvals.list.more();
    },
    more() {
      void approvals.list.more();
    },
    retry() {
      void approvals.list.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = SEGMENTS.find((each) => each === event.detail.value);
      if (segment) approvals.choose(segment);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/admin/member/index?id=${String(event.currentTarget.dataset.id)}` });
    },
    agree(event: WechatMiniprogram.TouchEvent) {
      approvals.ask(approvalOf(event), true);
    },
    decline(event: WechatMiniprogram.TouchEvent) {
      approvals.ask(approvalOf(event), false);
    },
    forget() {
      approvals.forget();
    },
    decide() {
      void approvals.decide();
    },
  },
});
