import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { transferProblem } from '../services/transfer';
import { importing } from '../stores/importing';
import { importGroups, importSheet, importState, problemRows, share } from '../views/transfer';
import { transferWords } from '../words/transfer/index';

const said = () => ({ points: membership.points, words: settings.words, own: transferWords() });

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (importing.view ? 'ready' : importing.phase),
      columns: () => importing.view?.columns.join(transferWords().import.listed) ?? '',
      ignored: () => importing.view?.ignored.join(transferWords().import.listed) || transferWords().import.nothing,
      groups: () => (importing.view ? importGroups(importing.view, said()) : []),
      tiers: () =>
        (importing.view?.tiers ?? [])
          .map(({ name, rows }) => transferWords().import.tier(name, figure(rows)))
          .join(transferWords().import.listed),
      problems: () => (importing.view ? problemRows(importing.view, said()) : { rows: [], more: '' }),
      state: () => (importing.view ? importState(importing.view, importing.working, said()) : null),
      share: () => (importing.view ? share(importing.view) : 0),
      sheet: () => (importing.view && importing.asked ? importSheet(importing.view, importing.asked, said()) : null),
      words: () => transferWords().import,
      states: () => settings.words.states,
      problem: () => (importing.problem ? transferProblem(importing.problem, settings.words) : NO_PROBLEM),
      working: () => importing.working,
    }),
  ],
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      wx.setNavigationBarTitle({ title: transferWords().titles.import });
      void membership.ensure();
      void importing.open(id);
    },
    onUnload() {
      importing.leave();
    },
    retry() {
      void importing.open();
    },
    apply() {
      importing.ask('apply');
    },
    undo() {
      importing.ask('undo');
    },
    forget() {
      importing.ask(null);
    },
    confirm() {
      void importing.confirm();
    },
    goOn() {
      void importing.open();
    },
  },
});
