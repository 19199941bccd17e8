import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { scan } from '../services/scan';
import { cases } from '../stores/cases';
import { counter } from '../stores/counter';
import { desk } from '../stores/desk';
import { sale } from '../stores/sale';
import { undoing } from '../stores/undoing';
import { actRow, undoAsk } from '../views/acts';
import { staffProblem } from '../views/problem';
import { grouped, looksWhole } from '../views/typed';
import { staffWords } from '../words/index';

/** desk: somebody who works here · stranger: nobody of the staff · suspended */
type Shown = 'blank' | 'skeleton' | 'failed' | 'stranger' | 'suspended' | 'desk';

function shown(): Shown {
  // On the way to the page of figures.
  if (desk.leads) return 'blank';
  if (!desk.home) return desk.phase === 'ready' ? 'blank' : desk.phase;
  if (!desk.staff) return 'stranger';
  return desk.staff.state === 'active' ? 'desk' : 'suspended';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      shown,
      title: () => desk.store?.name ?? staffWords().titles.counter,
      stores: () => (desk.staff?.stores ?? []).map(({ name }) => name),
      chosen: () => (desk.staff?.stores ?? []).findIndex(({ id }) => id === desk.store?.id),
      words: () => staffWords().counter,
      storeWords: () => staffWords().stores,
      saleHint: () => staffWords().counter.saleHint(desk.points.name),
      states: () => settings.words.states,
      acts: () =>
        desk.recent.map((action) =>
          actRow(action, {
            today: desk.today,
            now: desk.now,
            points: desk.points,
            words: settings.words,
            own: staffWords(),
          }),
        ),
      looking: () => counter.looking,
      leads: () => desk.may('staff.team'),
      ships: () => desk.may('fulfil.list'),
      visits: () => desk.may('visits.code'),
      /** '' while nothing waits: then there is no row. */
      cases: () =>
        cases.waiting.count > 0 ? staffWords().counter.casesCount(cases.waiting.count, cases.waiting.more) : '',
      undo: () => (undoing.asked ? undoAsk(undoing.asked, desk.points, staffWords()) : null),
      undoWords: () => staffWords().undo,
      undoWorking: () => undoing.working,
      enter: () => staffWords().titles.enter,
      problem: () => (desk.problem ? staffProblem(desk.problem, settings.words, staffWords()) : NO_PROBLEM),
    }),
  ],
  data: { typed: '' },
  methods: {
    onLoad(options: { stay?: string }) {
      desk.stays = options.stay === '1';
      void membership.ensure();
    },
    onShow() {
      desk.watch();
      void this.begin();
    },
    onHide() {
      desk.rest();
      undoing.forget();
    },
    onUnload() {
      desk.rest();
      undoing.forget();
    },
    async begin() {
      await desk.open();
      if (desk.leads) {
        wx.redirectTo({ url: '/admin/dashboard/index' });
        return;
      }
      if (desk.may('referrals.cases')) await cases.peek();
    },
    async onPullDownRefresh() {
      await this.begin();
      wx.stopPullDownRefresh();
    },
    refresh() {
      void this.begin();
    },
    chooseStore(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
      const store = desk.staff?.stores[event.detail.index];
      if (store) desk.chooseStore(store.id);
    },
    async scan() {
      const seen = await scan();
      const words = staffWords().counter;
      if ('text' in seen) await this.look(seen.text);
      else if (seen.failed !== 'cancelled') notice.say(seen.failed === 'camera' ? words.cameraOff : words.notScanned);
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ typed: grouped(event.detail.value) });
    },
    clear() {
      this.setData({ typed: '' });
    },
    async find() {
      const { typed } = this.data;
      if (!looksWhole(typed)) notice.say(staffWords().counter.tooShort);
      else if (await this.look(typed)) this.clear();
    },
    async look(text: string): Promise<boolean> {
      if (!(await counter.look(text))) return false;
      wx.navigateTo({ url: '/admin/found/index' });
      return true;
    },
    openSale() {
      sale.begin();
      wx.navigateTo({ url: '/admin/sale/index' });
    },
    openRecent() {
      wx.navigateTo({ url: '/admin/recent/index' });
    },
    openCases() {
      wx.navigateTo({ url: '/admin/cases/index' });
    },
    openVisit() {
      wx.navigateTo({ url: '/admin/visit/index' });
    },
    openTeam() {
      wx.navigateTo({ url: '/admin/team/index' });
    },
    openFulfil() {
      wx.navigateTo({ url: '/office/fulfil/index' });
    },
    openDuties() {
      wx.navigateTo({ url: '/admin/duties/index' });
    },
    openGuide() {
      wx.navigateTo({ url: '/admin/guide/index' });
    },
    openEnter() {
      wx.redirectTo({ url: '/admin/enter/index' });
    },
    askUndo(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      undoing.ask(desk.recent.find(({ id }) => id === event.detail.id));
    },
    forgetUndo() {
      undoing.forget();
    },
    undo() {
      void undoing.confirm();
    },
  },
});
