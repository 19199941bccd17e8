import { bound } from '../../services/binding';
import { lightTap } from '../../services/haptics';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { shelf } from '../../stores/shelf';
import { figure } from '../../views/figures';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { canFollow } from '../services/scanned';
import { visit } from '../stores/visit';
import { visitFace } from '../views/visit';
import { shopperWords } from '../words/index';
import { printedIn, scan } from './scan';

/** Refused for good: scanning another code changes nothing. */
const FINAL = ['VISIT_OFF', 'VISIT_LIMIT', 'FROZEN', 'CLOSED'];
/** Nothing was decided: the same is tried again. */
const AGAIN = ['OFFLINE', 'TIMEOUT', 'CLOUD', 'BUSY', 'INTERNAL'];

/** What one visit brings, when that is known. */
function brings(): string {
  const points = shelf.view?.visit?.points ?? 0;
  const { unit } = membership.points;
  return points > 0 && unit ? settings.words.figures.points(figure(points), unit) : '';
}

function refusal() {
  const { problem } = visit;
  if (!problem) return { ...NO_PROBLEM, way: 'scan' };
  const view = problemView(problem, membership.points, shopperWords());
  const way = AGAIN.includes(problem.code) ? 'again' : FINAL.includes(problem.code) ? 'home' : 'scan';
  const { home, scanAgain } = shopperWords().visit;
  return { ...view, way, retry: { again: view.retry, home, scan: scanAgain }[way] };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => visit.phase,
      face: () => (visit.view ? visitFace(visit.view, membership.points, shopperWords()) : null),
      repeated: () => visit.view?.repeated ?? false,
      words: () => shopperWords().visit,
      hint: () => shopperWords().visit.hint(brings()),
      guest: () => shopperWords().visit.guest(membership.points.name),
      refusal,
      join: () => settings.words.join,
      joining: () => membership.joining,
      states: () => settings.words.states,
      follow: canFollow,
    }),
  ],
  observers: {
    phase(phase: string) {
      if (phase === 'done') lightTap();
    },
  },
  methods: {
    onLoad({ scene, scan: asked }: { scene?: string; scan?: string }) {
      wx.setNavigationBarTitle({ title: shopperWords().visit.title });
      shelf.start();
      void this.begin(printedIn(scene), asked === '1');
    },
    onUnload() {
      visit.leave();
    },
    /** Points are called what the shop calls them: that is known first. */
    async begin(code: string, asked: boolean) {
      await Promise.all([membership.ensure(), visit.begin(code)]);
      if (asked) await this.scan();
    },
    async scan() {
      const seen = await scan();
      const words = shopperWords().visit;
      if ('code' in seen) await visit.came(seen.code);
      else if (seen.failed !== 'cancelled') notice.say(words.failed[seen.failed]);
    },
    goOn() {
      const { way } = refusal();
      if (way === 'again') void visit.sign();
      else if (way === 'scan') void this.scan();
      else this.goHome();
    },
    join() {
      void visit.join();
    },
    goHome() {
      openPage('/pages/home/index');
    },
    openHistory() {
      wx.navigateTo({ url: '/shopper/history/index' });
    },
    readTerms() {
      wx.navigateTo({ url: '/shopper/text/index?which=terms' });
    },
    readPrivacy() {
      wx.navigateTo({ url: '/shopper/text/index?which=privacy' });
    },
  },
});
