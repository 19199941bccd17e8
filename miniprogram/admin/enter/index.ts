import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { scan } from '../services/scan';
import { desk } from '../stores/desk';
import { entering } from '../stores/entering';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';

/** The words of the form: the first owner opens the shop, everybody else joins it. */
function form() {
  const { enter } = staffWords();
  const shop = desk.home?.shop.name ?? '';
  return desk.home?.unclaimed
    ? {
        title: enter.claimTitle,
        shop,
        text: enter.claimText,
        code: enter.claimCode,
        help: enter.claimHelp,
        go: enter.claim,
      }
    : {
        title: enter.joinTitle,
        shop,
        text: enter.joinText,
        code: enter.joinCode,
        help: enter.joinHelp,
        go: enter.join,
      };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (desk.home ? 'ready' : desk.phase),
      known: () => {
        const { staff } = desk;
        const own = staffWords();
        if (!staff) return '';
        return staff.state === 'active'
          ? own.enter.known(staff.name, own.team.roles[staff.role])
          : own.counter.suspended;
      },
      suspended: () => desk.staff?.state === 'suspended',
      form,
      words: () => staffWords().enter,
      // An invite is shown as a QR code; the set-up code is only ever read out.
      scanning: () => (desk.home?.unclaimed ? '' : teamWords().enter.scan),
      states: () => settings.words.states,
      code: () => entering.code,
      name: () => entering.name,
      codeError: () => entering.codeError,
      nameError: () => entering.nameError,
      working: () => entering.working,
      problem: () => (desk.problem ? staffProblem(desk.problem, settings.words, staffWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad(query: { code?: string }) {
      wx.setNavigationBarTitle({ title: staffWords().titles.enter });
      entering.begin(query.code ?? '');
      void membership.ensure();
      void desk.open();
    },
    retry() {
      void desk.open();
    },
    typeCode(event: WechatMiniprogram.Input) {
      entering.typeCode(event.detail.value);
    },
    typeName(event: WechatMiniprogram.Input) {
      entering.typeName(event.detail.value);
    },
    async scan() {
      const seen = await scan();
      const { notScanned, cameraOff } = teamWords().enter;
      if ('text' in seen) entering.typeCode(seen.text.trim());
      else if (seen.failed !== 'cancelled') notice.say(seen.failed === 'camera' ? cameraOff : notScanned);
    },
    async send() {
      if (!(await entering.send())) return;
      notice.say(staffWords().enter.welcome(desk.home?.shop.name ?? ''));
      this.openCounter();
    },
    openCounter() {
      wx.redirectTo({ url: '/admin/counter/index' });
    },
  },
});
