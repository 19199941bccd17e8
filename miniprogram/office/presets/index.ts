import type { PresetCode } from '../../../typings/api/programme';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { presets } from '../stores/presets';
import { programme } from '../stores/programme';
import { staffProblem } from '../views/problem';
import type { Known } from '../views/rules/asking';
import { presetAsk, presetRow } from '../views/rules/presets';
import { formWords } from '../words/form/index';
import { staffWords } from '../words/index';
import { programmeWords } from '../words/programme/index';

function known(): Known | null {
  return programme.draft ? programme.knownOf(programme.draft) : null;
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => presets.phase,
      problem: () => (presets.problem ? staffProblem(presets.problem, settings.words, staffWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      words: () => programmeWords().presets,
      closing: () => formWords().close,
      rows: () => {
        const all = known();
        return all
          ? (presets.view?.presets ?? []).map((each) => presetRow(each, presets.shown === each.code, all))
          : [];
      },
      asked: () => {
        const all = known();
        return presets.asking && all ? presetAsk(presets.asking, presets.view?.draft ?? false, all) : null;
      },
      working: () => presets.working,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: programmeWords().titles.presets });
      void membership.ensure();
      void presets.open();
    },
    onUnload() {
      presets.leave();
    },
    retry() {
      void presets.open();
    },
    spread({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      presets.spread(dataset.code as PresetCode);
    },
    ask({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      presets.ask(dataset.code as PresetCode);
    },
    forget() {
      presets.forget();
    },
    async use() {
      if (await presets.use()) wx.redirectTo({ url: '/office/rules/index' });
    },
  },
});
