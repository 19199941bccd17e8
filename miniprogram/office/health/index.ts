import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { checkup } from '../stores/health';
import { cardsOf, textOf, verdictOf } from '../views/health';
import { staffProblem } from '../views/problem';
import { healthWords } from '../words/health/index';
import { staffWords } from '../words/index';

function own() {
  const [all, here] = [staffWords(), healthWords()];
  return { ...all, undone: { ...all.undone, ...here.undone } };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => checkup.phase,
      problem: () => (checkup.problem ? staffProblem(checkup.problem, settings.words, own()) : NO_PROBLEM),
      progress: () => {
        const { done, total } = checkup;
        return { text: total === 0 ? '' : healthWords().progress(figure(done), figure(total)), at: share(done, total) };
      },
      verdict: () => verdictOf(checkup.rows, healthWords()),
      cards: () => cardsOf(checkup.rows, checkup.opened, healthWords()),
      time: () => (checkup.view ? healthWords().at(checkup.view.time) : ''),
      words: () => healthWords(),
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: healthWords().title });
      void membership.ensure();
      void checkup.run();
    },
    onUnload() {
      checkup.leave();
    },
    async onPullDownRefresh() {
      await checkup.run();
      wx.stopPullDownRefresh();
    },
    again() {
      void checkup.run();
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      checkup.toggle(String(event.currentTarget.dataset.code));
    },
    copy() {
      const { rows, view } = checkup;
      if (!view) return;
      const { copied, copyFailed } = healthWords();
      wx.setClipboardData({
        data: textOf(rows, view, healthWords()),
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(healthWords().copyFailed);
    },
  },
});

/** Percent, never nothing: the first question takes longest. */
function share(done: number, total: number): number {
  return total === 0 ? 4 : Math.round((done / total) * 100);
}
