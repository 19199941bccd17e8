import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { transferProblem } from '../services/transfer';
import { imports } from '../stores/imports';
import { importCard } from '../views/transfer';
import { transferWords } from '../words/transfer/index';

const said = () => ({
  today: imports.list.today,
  points: membership.points,
  words: settings.words,
  own: transferWords(),
});

function look(id: string | null): void {
  if (id !== null) wx.navigateTo({ url: `/office/import/index?id=${id}` });
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (imports.list.items.length > 0 ? 'ready' : imports.list.phase),
      cards: () => imports.list.items.map((each) => importCard(each, said())),
      foot: () => ({ state: imports.list.foot, text: '' }),
      words: () => transferWords().imports,
      states: () => settings.words.states,
      problem: () => (imports.list.problem ? transferProblem(imports.list.problem, settings.words) : NO_PROBLEM),
      pasting: () => imports.pasting,
      text: () => imports.text,
      tooLong: () => imports.tooLong,
      blank: () => imports.text.trim() === '',
      reading: () => imports.reading,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: transferWords().titles.imports });
      void membership.ensure();
    },
    onShow() {
      void imports.list.open();
    },
    onUnload() {
      imports.leave();
    },
    async onPullDownRefresh() {
      await imports.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void imports.list.more();
    },
    retry() {
      void imports.list.open();
    },
    more() {
      void imports.list.more();
    },
    async choose() {
      look(await imports.file());
    },
    paste() {
      imports.paste(true);
    },
    close() {
      imports.paste(false);
    },
    type(event: WechatMiniprogram.Input) {
      imports.type(event.detail.value);
    },
    async read() {
      look(await imports.pasted());
    },
    open(event: WechatMiniprogram.TouchEvent) {
      look(String(event.currentTarget.dataset.id));
    },
    refused() {
      notice.say(transferWords().imports.refused);
    },
  },
});
