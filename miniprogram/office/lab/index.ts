import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { lab, WEEKS } from '../stores/lab';
import { resultView } from '../views/lab';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { labWords } from '../words/lab/index';

/** none: nothing is changed · ask: to be begun · running · done */
type Shown = 'blank' | 'skeleton' | 'failed' | 'none' | 'ask' | 'running' | 'done';

/** Those that take nothing: a page can be sent no functions. */
function sentences(): Record<string, string> {
  const plain = Object.entries(labWords()).filter((each): each is [string, string] => typeof each[1] === 'string');
  return Object.fromEntries(plain);
}

function outdated(): boolean {
  return lab.outdated && lab.look?.draftRev !== null;
}

function shown(): Shown {
  const { look, phase } = lab;
  if (!look || phase === 'failed') return phase === 'ready' ? 'blank' : phase;
  if (look.lab?.state === 'running') return 'running';
  // Whoever can have it anew is not shown what is of other rules.
  if (look.lab?.state === 'done' && !(outdated() && look.mayStart)) return 'done';
  return look.draftRev === null ? 'none' : 'ask';
}

function view() {
  const { look } = lab;
  if (!look?.lab?.result || look.lab.events === 0) return null;
  const setting = { today: look.today, points: membership.points, words: settings.words, own: labWords() };
  return resultView(look.lab, look.lab.result, setting);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      shown,
      words: sentences,
      states: () => settings.words.states,
      problem: () => (lab.problem ? staffProblem(lab.problem, settings.words, staffWords()) : NO_PROBLEM),
      broken: () => (lab.broken ? staffProblem(lab.broken, settings.words, staffWords()).title : ''),
      mayStart: () => (lab.look?.mayStart ?? false) && lab.look?.draftRev !== null,
      outdated,
      before: () => {
        const { outdated: changed, cancelled } = labWords();
        if (outdated() && lab.lab?.state === 'done') return changed;
        return lab.lab?.state === 'cancelled' ? cancelled : '';
      },
      lead: () => labWords().lead(String(lab.weeks)),
      weeks: () => WEEKS.map((count) => ({ value: String(count), label: labWords().weeks(String(count)) })),
      chosen: () => String(lab.weeks),
      progress: () => lab.lab?.progress ?? 0,
      percent: () => labWords().percent(String(lab.lab?.progress ?? 0)),
      counted: () => labWords().runningEvents(figure(lab.lab?.events ?? 0)),
      working: () => lab.working,
      view,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: labWords().title });
      void membership.ensure();
    },
    onShow() {
      void lab.open();
    },
    onUnload() {
      lab.leave();
    },
    retry() {
      void lab.open();
    },
    choose({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      lab.choose(Number(detail.value));
    },
    start() {
      void lab.start();
    },
    goOn() {
      void lab.goOn();
    },
    cancel() {
      void lab.cancel();
    },
    back() {
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.redirectTo({ url: '/office/rules/index' });
    },
  },
});
