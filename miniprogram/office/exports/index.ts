import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { transferProblem } from '../services/transfer';
import { exportsStore as store } from '../stores/exports';
import { exportCard, exportSections, fileRows } from '../views/transfer';
import { transferWords } from '../words/transfer/index';

const said = () => ({
  today: store.list.today,
  points: membership.points,
  words: settings.words,
  own: transferWords(),
});

const listOf = (event: WechatMiniprogram.BaseEvent) =>
  store.list.items.find(({ id }) => id === event.currentTarget.dataset.id);

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (store.kinds.length > 0 && store.list.phase !== 'failed' ? 'ready' : store.list.phase),
      sections: () => exportSections(store.kinds, store.stores, String(store.asked.kind), said()),
      values: () => store.asked,
      hint: () => {
        const { personal, plain } = transferWords().exports;
        return store.kind?.kind === 'trail' ? '' : store.kind?.personal ? personal : plain;
      },
      late: () => (['ledger', 'orders'].includes(String(store.asked.kind)) ? transferWords().exports.late : ''),
      cards: () => store.list.items.map((each) => exportCard(each, said())),
      foot: () => ({ state: store.list.foot, text: '' }),
      columns: () => (store.columns && store.kind ? store.kind.columns : []),
      columnsTitle: () =>
        transferWords().exports.columnsTitle(store.kind ? transferWords().kinds[store.kind.kind] : ''),
      files: () => (store.shown ? fileRows(store.shown, said()) : []),
      words: () => transferWords().exports,
      states: () => settings.words.states,
      problem: () => (store.list.problem ? transferProblem(store.list.problem, settings.words) : NO_PROBLEM),
      working: () => store.working,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: transferWords().titles.exports });
      void membership.ensure();
    },
    onShow() {
      void store.open();
    },
    onUnload() {
      store.leave();
    },
    async onPullDownRefresh() {
      await store.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void store.list.more();
    },
    retry() {
      void store.open();
    },
    more() {
      void store.list.more();
    },
    change(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
      store.ask(event.detail.name, event.detail.value);
    },
    start() {
      void store.start();
    },
    explain() {
      store.tell(true);
    },
    cancel(event: WechatMiniprogram.TouchEvent) {
      void store.cancel(String(event.currentTarget.dataset.id));
    },
    get(event: WechatMiniprogram.TouchEvent) {
      store.show(listOf(event));
    },
    close() {
      store.show(undefined);
      store.tell(false);
    },
    async copy(event: WechatMiniprogram.TouchEvent) {
      const link = await store.link(Number(event.currentTarget.dataset.place));
      if (!link) return;
      const { copied, copyFailed } = transferWords().exports;
      wx.setClipboardData({
        data: link.url,
        success: () => notice.say(copied(link.untilTime)),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(transferWords().exports.copyFailed);
    },
  },
});
