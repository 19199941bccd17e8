import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { programme } from '../stores/programme';
import { staffProblem } from '../views/problem';
import { sentencesOf } from '../views/rules/sentences';
import { TIERS_MAX } from '../views/rules/tier';
import { tierRows } from '../views/rules/tier-rows';
import { staffWords } from '../words/index';
import { programmeWords } from '../words/programme/index';

/** What a row says of a part that stands beside the tiers. */
function says(part: 'ladder' | 'growth'): string {
  const { draft } = programme;
  return draft ? sentencesOf(part, draft, programme.knownOf(draft)).join(settings.words.card.comma) : '';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (programme.view ? 'ready' : programme.phase),
      problem: () => (programme.problem ? staffProblem(programme.problem, settings.words, staffWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      words: () => programmeWords().tiers,
      parts: () => programmeWords().parts,
      rows: () =>
        programme.view && programme.draft ? tierRows(programme.view, programme.knownOf(programme.draft)) : [],
      more: () => (programme.draft?.tiers.list.length ?? TIERS_MAX) < TIERS_MAX,
      ladder: () => says('ladder'),
      growth: () => says('growth'),
      /** Not in force yet. */
      draft: () => (programme.view?.draft ? programmeWords().rules.draft : ''),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: programmeWords().titles.tiers });
      void membership.ensure();
    },
    onShow() {
      void programme.open();
    },
    retry() {
      void programme.open();
    },
    edit({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/office/rule/index?part=tier&code=${dataset.code}` });
    },
    add() {
      wx.navigateTo({ url: '/office/rule/index?part=tier&start=new' });
    },
    openLadder() {
      wx.navigateTo({ url: '/office/rule/index?part=ladder' });
    },
    openGrowth() {
      wx.navigateTo({ url: '/office/rule/index?part=growth' });
    },
    toRules() {
      wx.navigateBack({ fail: () => wx.redirectTo({ url: '/office/rules/index' }) });
    },
  },
});
