import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { trail } from '../stores/trail';
import { staffProblem } from '../views/problem';
import { AREAS, trailRows } from '../views/trail';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';

function chips() {
  const { duties, trail: words } = teamWords();
  const all = { value: '', label: words.all, chosen: trail.area === '' };
  return [all, ...AREAS.map((value) => ({ value, label: duties.areas[value], chosen: trail.area === value }))];
}

function people() {
  const everybody = { id: '', name: teamWords().trail.everybody };
  return [everybody, ...trail.people].map((one) => ({ ...one, chosen: one.id === trail.personId }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (trail.list.items.length > 0 ? 'ready' : trail.list.phase),
      rows: () =>
        trailRows(trail.list.items, trail.list.today, {
          own: teamWords(),
          words: settings.words,
          roles: staffWords().team.roles,
        }),
      chips,
      person: () => trail.person?.name ?? teamWords().trail.everybody,
      people,
      choosing: () => trail.choosing,
      empty: () => (trail.filtered ? teamWords().trail.emptyFiltered : teamWords().trail.empty),
      foot: () => {
        const { more, moreFailed, end } = teamWords().trail;
        const { foot } = trail.list;
        return { state: foot, text: { more: '', loading: more, failed: moreFailed, end }[foot] };
      },
      words: () => teamWords().trail,
      states: () => settings.words.states,
      problem: () => (trail.list.problem ? staffProblem(trail.list.problem, settings.words, staffWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: teamWords().titles.trail });
      void membership.ensure();
    },
    onShow() {
      void trail.list.open();
    },
    onUnload() {
      trail.leave();
    },
    async onPullDownRefresh() {
      await trail.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void trail.list.more();
    },
    more() {
      void trail.list.more();
    },
    retry() {
      void trail.list.open();
    },
    chooseArea(event: WechatMiniprogram.TouchEvent) {
      const { value } = event.currentTarget.dataset;
      trail.chooseArea(AREAS.find((area) => area === value) ?? '');
    },
    askPerson() {
      trail.askPerson(true);
    },
    forget() {
      trail.askPerson(false);
    },
    choosePerson(event: WechatMiniprogram.TouchEvent) {
      trail.choosePerson(event.currentTarget.dataset.id);
    },
  },
});
