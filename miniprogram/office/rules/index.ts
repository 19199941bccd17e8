import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { dayGroupText } from '../../views/dates';
import { NO_PROBLEM } from '../../views/problem';
import { labSeen } from '../stores/lab-seen';
import { programme } from '../stores/programme';
import { staffProblem } from '../views/problem';
import type { Known } from '../views/rules/asking';
import { changesSaid, movesTiers, overviewOf, tiersRow } from '../views/rules/overview';
import { isStart, START_CODES } from '../views/rules/rule';
import { formWords } from '../words/form/index';
import { staffWords } from '../words/index';
import { programmeWords } from '../words/programme/index';

const LAB = '/office/lab/index';

function known(): Known | null {
  return programme.draft ? programme.knownOf(programme.draft) : null;
}

/** Whose draft it is and what it changes; '' while there is none. */
function state() {
  const { view } = programme;
  const all = known();
  const { rules } = programmeWords();
  if (!view || !all) return { draft: false, title: '', by: '', changes: '', problems: '' };
  return {
    draft: view.draft !== null,
    title: view.draft ? rules.draft : rules.inForce(String(view.version)),
    by:
      view.changedBy && view.changedOn
        ? rules.draftBy(view.changedBy, dayGroupText(view.changedOn, view.today, settings.words))
        : '',
    changes:
      view.changes.length > 0
        ? rules.changes(changesSaid(view.changes, all).join(settings.words.conditions.listed))
        : '',
    problems: view.problems.length > 0 ? rules.problems(String(view.problems.length)) : '',
  };
}

function starts() {
  const { starts: words } = programmeWords();
  return START_CODES.map((code) => ({ code, label: words[code].label, hint: words[code].hint }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (programme.view ? 'ready' : programme.phase),
      problem: () => (programme.problem ? staffProblem(programme.problem, settings.words, staffWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      words: () => programmeWords().rules,
      closing: () => formWords().close,
      state,
      groups: () => {
        const all = known();
        return programme.view && all ? overviewOf(programme.view, all) : [];
      },
      tiers: () => {
        const all = known();
        return programme.view && all ? tiersRow(programme.view, all) : null;
      },
      starts,
      working: () => programme.working,
      /** The laboratory has been looked at for just these rules. */
      seen: () => programme.view !== null && labSeen.seen(programme.view.rev),
      movesTiers: () => programme.view !== null && movesTiers(programme.view.changes),
    }),
  ],
  data: { adding: false, asking: '' as '' | 'publish' | 'discard' },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: programmeWords().titles.rules });
      void membership.ensure();
    },
    /** What an editor has saved is here when it comes back. */
    onShow() {
      void programme.open();
    },
    retry() {
      void programme.open();
    },
    edit({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      if (dataset.ends) return;
      wx.navigateTo({ url: `/office/rule/index?part=${dataset.part}&code=${dataset.code}` });
    },
    openTiers() {
      wx.navigateTo({ url: '/office/tiers/index' });
    },
    openCalendar() {
      wx.navigateTo({ url: '/office/calendar/index' });
    },
    openPresets() {
      wx.navigateTo({ url: '/office/presets/index' });
    },
    add() {
      this.setData({ adding: true });
    },
    endAdding() {
      this.setData({ adding: false });
    },
    start({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      const { code } = dataset;
      this.endAdding();
      if (isStart(String(code))) wx.navigateTo({ url: `/office/rule/index?part=rule&start=${code}` });
    },
    tryOut() {
      wx.navigateTo({ url: LAB });
    },
    askPublish() {
      const { view } = programme;
      const { fixFirst, seeLab } = programmeWords().rules;
      if (!view) return;
      if (view.problems.length > 0) notice.say(fixFirst);
      else if (!labSeen.seen(view.rev)) notice.say(seeLab);
      else this.setData({ asking: 'publish' });
    },
    askDiscard() {
      this.setData({ asking: 'discard' });
    },
    forget() {
      if (!programme.working) this.setData({ asking: '' });
    },
    async publish() {
      const done = await programme.publish();
      this.forget();
      if (done) notice.say(programmeWords().rules.published(String(programme.view?.version ?? '')));
    },
    async discard() {
      const done = await programme.discard();
      this.forget();
      if (done) notice.say(programmeWords().rules.discarded);
    },
  },
});
