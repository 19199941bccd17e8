import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { duties } from '../stores/duties';
import { dutyCards } from '../views/duties';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (duties.view ? 'ready' : duties.phase),
      role: () => {
        const { view } = duties;
        const { roles, rolesHint } = staffWords().team;
        return view ? { name: teamWords().duties.own(roles[view.role]), hint: rolesHint[view.role] } : null;
      },
      cards: () => {
        const names = staffWords().team.roles;
        return duties.view
          ? dutyCards(duties.view, teamWords(), { names, listed: settings.words.conditions.listed })
          : [];
      },
      words: () => teamWords().duties,
      states: () => settings.words.states,
      problem: () => (duties.problem ? staffProblem(duties.problem, settings.words, staffWords()) : NO_PROBLEM),
      asking: () => duties.asking,
      leaving: () => duties.leaving,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: teamWords().titles.duties });
      void membership.ensure();
      void duties.open();
    },
    onUnload() {
      duties.ask(false);
    },
    retry() {
      void duties.open();
    },
    ask() {
      duties.ask(true);
    },
    stay() {
      duties.ask(false);
    },
    async leave() {
      if (await duties.leave()) wx.switchTab({ url: '/pages/me/index' });
    },
  },
});
