import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { recent, refunding } from '../stores/recent';
import { undoing } from '../stores/undoing';
import { actRow, undoAsk } from '../views/acts';
import { staffProblem } from '../views/problem';
import { type RefundView, refundView } from '../views/refund';
import { staffWords } from '../words/index';

function refund(): RefundView | null {
  return refunding.asked ? refundView(refunding.asked, refunding.text, desk.points, staffWords()) : null;
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (recent.items.length > 0 ? 'ready' : recent.phase),
      rows: () =>
        recent.items.map((action) =>
          actRow(action, {
            today: desk.today,
            now: desk.now,
            points: desk.points,
            words: settings.words,
            own: staffWords(),
          }),
        ),
      foot: () => {
        const { more, moreFailed, end } = staffWords().recent;
        return { state: recent.foot, text: { more: '', loading: more, failed: moreFailed, end }[recent.foot] };
      },
      words: () => staffWords().recent,
      states: () => settings.words.states,
      problem: () => (recent.problem ? staffProblem(recent.problem, settings.words, staffWords()) : NO_PROBLEM),
      refund,
      refundText: () => refunding.text,
      checked: () => refunding.checked,
      refundWorking: () => refunding.working,
      undo: () => (undoing.asked ? undoAsk(undoing.asked, desk.points, staffWords()) : null),
      undoWords: () => staffWords().undo,
      undoWorking: () => undoing.working,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: staffWords().titles.recent });
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    onShow() {
      desk.watch();
      void recent.open();
    },
    onHide() {
      desk.rest();
    },
    onUnload() {
      desk.rest();
      recent.leave();
      refunding.forget();
      undoing.forget();
    },
    async onPullDownRefresh() {
      await recent.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void recent.more();
    },
    more() {
      void recent.more();
    },
    retry() {
      void recent.open();
    },
    askRefund(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      refunding.ask(recent.items.find(({ id }) => id === event.detail.id));
    },
    forgetRefund() {
      refunding.forget();
    },
    type(event: WechatMiniprogram.Input) {
      refunding.type(event.detail.value);
    },
    all() {
      refunding.type(refund()?.all ?? '');
    },
    check() {
      if (refund()?.fen) refunding.check();
    },
    async refundNow() {
      const fen = refund()?.fen;
      if (fen && (await refunding.confirm(fen))) await recent.open();
    },
    askUndo(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      undoing.ask(recent.items.find(({ id }) => id === event.detail.id));
    },
    forgetUndo() {
      undoing.forget();
    },
    async undo() {
      if (await undoing.confirm()) await recent.open();
    },
    goCounter() {
      wx.navigateBack();
    },
  },
});
