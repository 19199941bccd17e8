import type { MemberFilter } from '../../../typings/api/members';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { members } from '../stores/members';
import { rowView } from '../views/member';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

const FIRST_PAGE = 20;
const FILTERS: readonly MemberFilter[] = ['all', 'new', 'counter', 'frozen'];

function emptyText(): string {
  const { empty, none } = membersWords().search;
  return members.by ? none[members.by] : empty[members.filter];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      text: () => members.text,
      sought: () => members.sought,
      filter: () => members.filter,
      filters: () => FILTERS.map((value) => ({ value, label: membersWords().search.filter[value] })),
      phase: () => (members.list.items.length > 0 ? 'ready' : members.list.phase),
      rows: () => {
        const setting = { today: members.list.today, points: membership.points };
        return members.list.items.map((row) =>
          rowView(row, { ...setting, words: settings.words, own: membersWords() }),
        );
      },
      tooMany: () => members.tooMany,
      foot: () => {
        const { loading, failed, end } = membersWords().search;
        return { state: members.list.foot, text: { more: '', loading, failed, end }[members.list.foot] };
      },
      empty: emptyText,
      create: () =>
        members.by === 'phone' && desk.may('counter.createMember') && desk.store ? membersWords().search.create : '',
      asked: () => (members.asked ? membersWords().search.createTitle(members.asked) : ''),
      working: () => members.working,
      keep: () => membersWords().keep,
      words: () => membersWords().search,
      states: () => settings.words.states,
      problem: () =>
        members.list.problem ? staffProblem(members.list.problem, settings.words, staffWords()) : NO_PROBLEM,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: membersWords().titles.members });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    /** What was put right on a member's page is seen in the list, unless somebody has read far down in it. */
    onShow() {
      if (members.list.items.length <= FIRST_PAGE) void members.list.open();
    },
    onUnload() {
      members.leave();
    },
    async onPullDownRefresh() {
      await members.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void members.list.more();
    },
    more() {
      void members.list.more();
    },
    retry() {
      void members.list.open();
    },
    type(event: WechatMiniprogram.Input) {
      members.type(event.detail.value);
    },
    find() {
      void members.find();
    },
    clear() {
      void members.clear();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const filter = FILTERS.find((each) => each === event.detail.value);
      if (filter) void members.choose(filter);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/admin/member/index?id=${String(event.currentTarget.dataset.id)}` });
    },
    ask() {
      members.ask();
    },
    forget() {
      members.forget();
    },
    make() {
      void members.create();
    },
  },
});
