import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { inFours } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { DAYS, team } from '../stores/team';
import { staffProblem } from '../views/problem';
import { inviteRow, leftText, memberRow, roleChoices, type Tongue } from '../views/team';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';

const tongue = (): Tongue => ({ words: settings.words, own: staffWords(), team: teamWords() });

/** What the sheet about somebody asks. */
function asked() {
  const { asked: one, step } = team;
  if (!one) return null;
  const { team: words } = staffWords();
  const { team: own } = teamWords();
  const active = one.state === 'active';
  if (step === 'change') return { step, title: own.changeTitle(one.name), text: '', yes: own.changeYes };
  if (step === 'choose')
    return { step, title: own.what(one.name), text: '', yes: active ? words.suspend : words.allow };
  return active
    ? { step, title: words.suspendTitle(one.name), text: words.suspendText, yes: words.suspend }
    : { step, title: words.allowTitle(one.name), text: words.allowText, yes: words.allow };
}

function choices() {
  const stores = desk.staff?.stores ?? [];
  if (team.role === 'owner' || stores.length < 2) return [];
  return stores.map(({ id, name }) => ({ id, name, chosen: team.stores.includes(id) }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (team.view ? 'ready' : team.phase),
      rows: () => (team.view?.staff ?? []).map((one) => memberRow(one, desk.staff?.id ?? '', tongue())),
      invites: () => (team.view?.invites ?? []).map((one) => inviteRow(one, team.view?.now ?? one.until, tongue())),
      words: () => staffWords().team,
      own: () => teamWords().team,
      states: () => settings.words.states,
      problem: () => (team.problem ? staffProblem(team.problem, settings.words, staffWords()) : NO_PROBLEM),
      asked,
      changing: () => team.changing,
      cancelling: () => team.cancelling !== null,
      inviting: () => team.inviting,
      making: () => team.making,
      roles: () => roleChoices(team.view?.appoints ?? [], team.role, tongue()),
      roleHint: () => staffWords().team.rolesHint[team.role],
      choices,
      everywhere: () => (team.view?.everywhere ? staffWords().team.allStores : ''),
      anywhere: () => team.stores.length === 0,
      storeless: () => (team.storeless ? staffWords().team.storesNeeded : ''),
      days: () => DAYS.map((count) => ({ value: String(count), label: teamWords().team.day(count) })),
      day: () => String(team.days),
      code: () => team.invite?.code ?? '',
      spelt: () => inFours(team.invite?.code ?? ''),
      codeHint: () => {
        const { invite, view } = team;
        return invite && view ? teamWords().team.codeHint(leftText(invite.until, view.now, tongue())) : '';
      },
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: staffWords().titles.team });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    onShow() {
      void team.open();
    },
    onUnload() {
      team.leave();
    },
    async onPullDownRefresh() {
      await team.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void team.open();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      team.ask(team.view?.staff.find(({ id }) => id === event.currentTarget.dataset.id));
    },
    askChange() {
      team.askChange();
    },
    askSuspend() {
      team.askSuspend();
    },
    forget() {
      team.forget();
    },
    suspend() {
      void team.confirm();
    },
    change() {
      void team.change();
    },
    askCancel(event: WechatMiniprogram.TouchEvent) {
      team.askCancel(team.view?.invites.find(({ id }) => id === event.currentTarget.dataset.id));
    },
    cancel() {
      void team.cancel();
    },
    invite() {
      const { view } = team;
      team.beginInvite(view?.everywhere ? [] : (desk.staff?.stores ?? []).map(({ id }) => id));
    },
    endInvite() {
      team.endInvite();
    },
    chooseRole(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const role = team.view?.appoints.find((known) => known === event.detail.value);
      if (role) team.chooseRole(role);
    },
    toggle(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      team.toggleStore(event.detail.id);
    },
    anywhere() {
      team.anywhere();
    },
    chooseDays(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      team.chooseDays(Number(event.detail.value));
    },
    make() {
      void team.make();
    },
    copy() {
      const { copied, copyFailed } = staffWords().team;
      wx.setClipboardData({
        data: team.invite?.code ?? '',
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(staffWords().team.copyFailed);
    },
    openDuties() {
      wx.navigateTo({ url: '/admin/duties/index' });
    },
    openTrail() {
      wx.navigateTo({ url: '/admin/trail/index' });
    },
  },
});
