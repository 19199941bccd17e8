import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { openAlbumSetting, saveToAlbum } from '../services/album';
import { brighten, restore } from '../services/bright';
import { desk } from '../stores/desk';
import { visitScreen } from '../stores/visit';
import { staffProblem, staffSentence } from '../views/problem';
import { staffWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (desk.phase === 'ready' ? visitScreen.phase : desk.phase),
      text: () => visitScreen.current?.text ?? '',
      store: () => desk.store?.name ?? '',
      stores: () => (desk.staff?.stores ?? []).map(({ name }) => name),
      chosen: () => (desk.staff?.stores ?? []).findIndex(({ id }) => id === desk.store?.id),
      storeWords: () => staffWords().stores,
      left: () => staffWords().visit.left(visitScreen.secondsLeft),
      words: () => staffWords().visit,
      states: () => settings.words.states,
      problem: () => {
        const problem = visitScreen.problem ?? desk.problem;
        return problem ? staffProblem(problem, settings.words, staffWords()) : NO_PROBLEM;
      },
      prints: () => desk.may('visits.printed'),
      printed: () => visitScreen.printed,
      printing: () => visitScreen.printing,
      asking: () => visitScreen.asking,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  data: { goneMs: 0, saving: false },
  observers: {
    // Only when the code turns: the ring then runs by itself.
    text() {
      this.setData({ goneMs: visitScreen.goneMs });
    },
  },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: staffWords().titles.visit });
      void membership.ensure();
    },
    async onShow() {
      brighten();
      if (!desk.home) await desk.open();
      visitScreen.show();
    },
    onHide() {
      visitScreen.hide();
      restore();
    },
    onUnload() {
      visitScreen.leave();
      restore();
    },
    async retry() {
      if (!desk.home) await desk.open();
      await visitScreen.refresh();
    },
    chooseStore(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const store = desk.staff?.stores[Number(event.detail.value)];
      if (store) visitScreen.chooseStore(store.id);
    },
    show() {
      void this.print(false);
    },
    ask() {
      visitScreen.ask();
    },
    forget() {
      visitScreen.forget();
    },
    async renew() {
      if (await this.print(true)) notice.say(staffWords().visit.renewed);
    },
    async print(renew: boolean): Promise<boolean> {
      const problem = await visitScreen.print(renew);
      if (problem) notice.say(staffSentence(problem, settings.words, staffWords()));
      else if (visitScreen.printed === '') notice.say(staffWords().visit.notDrawn);
      return !problem;
    },
    async save() {
      const { printed } = visitScreen;
      if (!printed || this.data.saving) return;
      this.setData({ saving: true });
      const kept = await saveToAlbum(printed);
      this.setData({ saving: false });
      const { saved, notSaved } = staffWords().visit;
      if (kept === 'saved') notice.say(saved);
      else if (kept === 'refused') await this.askForAlbum();
      else if (kept === 'gone') notice.say(notSaved);
    },
    /** WeChat asks once; after that only its settings lead back. */
    async askForAlbum() {
      const { album, albumText, albumGo, albumNot } = staffWords().visit;
      const { confirm } = await wx.showModal({
        title: album,
        content: albumText,
        confirmText: albumGo,
        cancelText: albumNot,
      });
      if (confirm && (await openAlbumSetting())) await this.save();
    },
    saveRefused() {
      notice.say(staffWords().visit.notSaved);
    },
  },
});
