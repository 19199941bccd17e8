import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';

/** The shop's terms or its privacy text: `which` in the address, terms when it says anything else. */
Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => membership.phase,
      terms: () => membership.home?.shop.terms.paragraphs ?? [],
      privacy: () => membership.home?.shop.privacy.paragraphs ?? [],
      problem: () =>
        membership.problem ? problemView(membership.problem, membership.points, settings.words) : NO_PROBLEM,
      states: () => settings.words.states,
    }),
  ],
  data: { which: 'terms' },
  methods: {
    onLoad(query: { which?: string }) {
      const which = query.which === 'privacy' ? 'privacy' : 'terms';
      this.setData({ which });
      wx.setNavigationBarTitle({ title: settings.words.titles[which] });
      void membership.ensure();
    },
    retry() {
      void membership.refresh();
    },
  },
});
