import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { pointsIn } from '../../words/index';
import { guide } from '../stores/guide';
import { CHAPTERS, type ChapterView, chapterViews } from '../views/guide';
import { staffProblem } from '../views/problem';
import { guideWords } from '../words/guide/index';
import { staffWords } from '../words/index';

function opened(): string {
  const first = CHAPTERS.find(({ needs }) => guide.view?.may.includes(needs))?.code ?? '';
  return guide.opened ?? first;
}

function chapters(): ChapterView[] {
  const { view } = guide;
  if (!view) return [];
  const said = { ...view, points: pointsIn(settings.words, view.points) };
  return chapterViews(said, opened(), settings.words, guideWords());
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (guide.view ? 'ready' : guide.phase),
      lead: () => (guide.view ? guideWords().lead(staffWords().team.roles[guide.view.role]) : ''),
      chapters,
      go: () => guideWords().open,
      states: () => settings.words.states,
      problem: () => (guide.problem ? staffProblem(guide.problem, settings.words, staffWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: guideWords().title });
      void membership.ensure();
      void guide.open();
    },
    onUnload() {
      guide.leave();
    },
    retry() {
      void guide.open();
    },
    turn(event: WechatMiniprogram.TouchEvent) {
      guide.turn(event.currentTarget.dataset.code, opened());
    },
    go(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: event.currentTarget.dataset.url });
    },
  },
});
