import type { Role, StaffView } from '../../../typings/api/staff';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { inFours } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { team } from '../stores/team';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';

const ROLES: readonly Role[] = ['cashier', 'owner'];
const DAY_MS = 86_400_000;

function row(one: StaffView) {
  const { team: words } = staffWords();
  const { listed } = settings.words.conditions;
  const own = one.id === desk.staff?.id;
  const active = one.state === 'active';
  return {
    id: one.id,
    name: one.name,
    initial: one.name.slice(0, 1),
    role: words.roles[one.role],
    stores: one.role === 'owner' ? words.allStores : one.stores.map(({ name }) => name).join(listed),
    own: own ? words.you : '',
    off: active ? '' : words.suspended,
    action: own ? '' : active ? words.suspend : words.allow,
  };
}

/** Whole days until the invite ends, said as a day: the phone computes no dates, only how many of them are left. */
function inviteHint(): string {
  const { invite, view } = team;
  if (!invite || !view) return '';
  const days = Math.max(1, Math.round((invite.until - view.now) / DAY_MS));
  return staffWords().team.codeHint(settings.words.figures.days(days));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (team.view ? 'ready' : team.phase),
      rows: () => (team.view?.staff ?? []).map(row),
      words: () => staffWords().team,
      states: () => settings.words.states,
      problem: () => (team.problem ? staffProblem(team.problem, settings.words, staffWords()) : NO_PROBLEM),
      asked: () => {
        const { team: words } = staffWords();
        if (!team.asked) return null;
        const { name, state } = team.asked;
        return state === 'active'
          ? { title: words.suspendTitle(name), text: words.suspendText, yes: words.suspend }
          : { title: words.allowTitle(name), text: words.allowText, yes: words.allow };
      },
      changing: () => team.changing,
      inviting: () => team.inviting,
      making: () => team.making,
      role: () => team.role,
      roles: () => ROLES.map((value) => ({ value, label: staffWords().team.roles[value] })),
      roleHint: () => staffWords().team.rolesHint[team.role],
      choices: () => (desk.staff?.stores ?? []).map(({ id, name }) => ({ id, name, chosen: team.stores.includes(id) })),
      choosing: () => team.role === 'cashier' && (desk.staff?.stores.length ?? 0) > 1,
      storeless: () => team.role === 'cashier' && team.stores.length === 0,
      code: () => inFours(team.invite?.code ?? ''),
      codeHint: inviteHint,
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
      void team.open();
    },
    onUnload() {
      team.leave();
    },
    retry() {
      void team.open();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      team.ask(team.view?.staff.find(({ id }) => id === event.currentTarget.dataset.id));
    },
    forget() {
      team.forget();
    },
    change() {
      void team.confirm();
    },
    invite() {
      team.beginInvite((desk.staff?.stores ?? []).map(({ id }) => id));
    },
    endInvite() {
      team.endInvite();
    },
    chooseRole(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const role = ROLES.find((known) => known === event.detail.value);
      if (role) team.chooseRole(role);
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      team.toggleStore(event.currentTarget.dataset.id);
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
  },
});
