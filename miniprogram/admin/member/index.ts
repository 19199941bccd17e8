import type { StaffActions } from '../../../typings/api/staff';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { member } from '../stores/member';
import type { ActKind } from '../views/correcting';
import { profileView } from '../views/member';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

type Act = Exclude<ActKind, 'points' | 'tags'>;

const ACTS: readonly { act: Act; icon: string; needs: keyof StaffActions }[] = [
  { act: 'grant', icon: 'ticket', needs: 'members.grant' },
  { act: 'streak', icon: 'calendar', needs: 'members.adjustStreak' },
  { act: 'birthday', icon: 'cake', needs: 'members.birthday' },
  { act: 'merge', icon: 'merge', needs: 'members.merge' },
  { act: 'freeze', icon: 'lock', needs: 'members.freeze' },
  { act: 'thaw', icon: 'undo', needs: 'members.freeze' },
];

function actsOf() {
  const words = membersWords().acts;
  const frozen = member.view?.member.state === 'frozen';
  return ACTS.filter(({ act, needs }) => desk.may(needs) && act !== (frozen ? 'freeze' : 'thaw')).map(
    ({ act, icon }) => ({ act, icon, label: words[act], hint: words[`${act}Hint`] }),
  );
}

function booksText(): string {
  const { check, checking, sound, unsound } = membersWords().card;
  if (member.checking) return checking;
  if (!member.books) return check;
  return member.books.wrong.length > 0 ? unsound : sound(figure(member.books.entries));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (member.view ? 'ready' : member.phase),
      view: () =>
        member.view &&
        profileView(member.view, {
          today: member.view.today,
          points: membership.points,
          words: settings.words,
          own: membersWords(),
        }),
      words: () => membersWords().card,
      historyLabel: () => membersWords().card.history(membership.points.name),
      pointsLabel: () => membersWords().card.points(membership.points.name),
      books: booksText,
      wrongBooks: () => member.books?.wrong ?? [],
      may: () => ({ tags: desk.may('members.tag') }),
      menu: () => member.menu,
      acts: actsOf,
      act: () => member.act,
      states: () => settings.words.states,
      problem: () => (member.problem ? staffProblem(member.problem, settings.words, staffWords()) : NO_PROBLEM),
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  data: { id: '' },
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      this.setData({ id });
      wx.setNavigationBarTitle({ title: membersWords().titles.member });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    /** Also when another member's page was on top of this one. */
    onShow() {
      void member.open(this.data.id);
    },
    /** The page below may have opened its own member by now. */
    onUnload() {
      if (member.id === this.data.id) member.leave();
    },
    async onPullDownRefresh() {
      await member.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void member.open();
    },
    openOther(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/admin/member/index?id=${String(event.currentTarget.dataset.id)}` });
    },
    openHistory() {
      wx.navigateTo({ url: `/shopper/history/index?member=${member.id}` });
    },
    openCoupons() {
      wx.navigateTo({ url: `/admin/holdings/index?what=coupons&id=${member.id}` });
    },
    openRedemptions() {
      wx.navigateTo({ url: `/admin/holdings/index?what=redemptions&id=${member.id}` });
    },
    check() {
      void member.check();
    },
    closeBooks() {
      member.closeBooks();
    },
    openMenu() {
      member.openMenu(true);
    },
    closeMenu() {
      member.openMenu(false);
    },
    begin(event: WechatMiniprogram.TouchEvent) {
      member.begin(event.currentTarget.dataset.act);
    },
    beginPoints() {
      member.begin('points');
    },
    copy() {
      const { copied, copyFailed } = membersWords().card;
      wx.setClipboardData({
        data: member.view?.member.number ?? '',
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(membersWords().card.copyFailed);
    },
  },
});
