import type { CancelWhy, FulfilRow, FulfilSegment } from '../../../typings/api/catalogue';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { fulfil } from '../stores/fulfil';
import { addressLines, fulfilCard, goesBack, type May, WHYS, whoText } from '../views/fulfil';
import { staffProblem } from '../views/problem';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';

/** Parcels are for whoever sends goods. */
function segmentsFor(): FulfilSegment[] {
  return desk.may('fulfil.ship') ? ['toShip', 'toCollect', 'sent', 'done'] : ['toCollect', 'done'];
}

function may(): May {
  return {
    ship: desk.may('fulfil.ship'),
    handOver: desk.may('fulfil.handOver'),
    cancel: desk.may('fulfil.cancel'),
  };
}

function storeName(): string {
  const stores = desk.staff?.stores ?? [];
  return stores.find(({ id }) => id === fulfil.storeId)?.name ?? desk.store?.name ?? '';
}

function cards() {
  const { segment, list } = fulfil;
  return list.items.map((row) => fulfilCard(row, segment, may(), list.today, settings.words, catalogueWords()));
}

function sheet() {
  const { fulfil: words } = catalogueWords();
  if (!fulfil.asked) return null;
  const { row, act } = fulfil.asked;
  const who = whoText(row, catalogueWords());
  return act === 'handOver'
    ? {
        title: words.handTitle(row.name),
        text: words.handText(who, storeName()),
        yes: words.handYes,
        kind: 'fill',
        back: [],
        whys: [],
      }
    : {
        title: words.cancelTitle(row.name),
        text: words.cancelText,
        yes: words.cancelYes,
        kind: 'danger',
        back: goesBack(row, desk.points, settings.words, catalogueWords()),
        whys: WHYS.map((code) => ({ code, label: words.whys[code], on: code === fulfil.why })),
      };
}

function slips() {
  const words = catalogueWords();
  return (fulfil.slips ?? []).map((row) => ({
    id: row.id,
    what: row.quantity > 1 ? words.fulfil.what(row.name, figure(row.quantity)) : row.name,
    who: addressLines(row.address)[0] ?? whoText(row, words),
    number: fulfil.numbers[row.id] ?? '',
    wrong: fulfil.wrongs[row.id] ?? '',
  }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (fulfil.list.items.length > 0 ? 'ready' : fulfil.list.phase),
      cards,
      segment: () => fulfil.segment,
      segments: () => segmentsFor().map((value) => ({ value, label: catalogueWords().fulfil.segments[value] })),
      stores: () => {
        const stores = desk.staff?.stores ?? [];
        if (fulfil.segment !== 'toCollect' || stores.length < 2) return [];
        const all = { id: '', name: catalogueWords().fulfil.allStores };
        return [all, ...stores].map(({ id, name }) => ({ id, name, on: id === fulfil.storeId }));
      },
      batch: () => fulfil.segment === 'toShip' && fulfil.list.items.length > 1 && desk.may('fulfil.ship'),
      empty: () => catalogueWords().fulfil.empty[fulfil.segment],
      foot: () => {
        const { more, failed, end } = catalogueWords().list;
        return { state: fulfil.list.foot, text: { more: '', loading: more, failed, end }[fulfil.list.foot] };
      },
      words: () => catalogueWords().fulfil,
      keep: () => catalogueWords().keep,
      states: () => settings.words.states,
      problem: () =>
        fulfil.list.problem ? staffProblem(fulfil.list.problem, settings.words, staffWords()) : NO_PROBLEM,
      sheet,
      filling: () => fulfil.slips !== null,
      slips,
      carrier: () => fulfil.carrier,
      carriers: () => catalogueWords().fulfil.carriers.map((name) => ({ name, on: name === fulfil.carrier })),
      ready: () => fulfil.filled.length > 0,
      shipLabel: () => catalogueWords().fulfil.ship(figure(fulfil.filled.length)),
      working: () => fulfil.working,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    async onLoad() {
      wx.setNavigationBarTitle({ title: catalogueWords().titles.fulfil });
      void membership.ensure();
      if (!desk.home) await desk.open();
      const [first] = segmentsFor();
      if (first && !segmentsFor().includes(fulfil.segment)) fulfil.choose(first);
      else void fulfil.list.open();
    },
    onShow() {
      if (desk.home) void fulfil.list.open();
    },
    onUnload() {
      fulfil.leave();
    },
    async onPullDownRefresh() {
      await fulfil.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void fulfil.list.more();
    },
    more() {
      void fulfil.list.more();
    },
    retry() {
      void fulfil.list.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = segmentsFor().find((known) => known === event.detail.value);
      if (segment) fulfil.choose(segment);
    },
    at(event: WechatMiniprogram.TouchEvent) {
      fulfil.at(String(event.currentTarget.dataset.id ?? ''));
    },
    rowOf(event: WechatMiniprogram.TouchEvent): FulfilRow | undefined {
      return fulfil.list.items.find(({ id }) => id === event.currentTarget.dataset.id);
    },
    copy(event: WechatMiniprogram.TouchEvent) {
      const { copied, copyFailed } = catalogueWords().fulfil;
      const row = this.rowOf(event);
      if (!row) return;
      wx.setClipboardData({
        data: addressLines(row.address).join('\n'),
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(catalogueWords().fulfil.copyFailed);
    },
    handOver(event: WechatMiniprogram.TouchEvent) {
      fulfil.ask(this.rowOf(event), 'handOver');
    },
    cancel(event: WechatMiniprogram.TouchEvent) {
      fulfil.ask(this.rowOf(event), 'cancel');
    },
    because(event: WechatMiniprogram.TouchEvent) {
      const why = WHYS.find((known: CancelWhy) => known === event.currentTarget.dataset.code);
      if (why) fulfil.because(why);
    },
    confirm() {
      void fulfil.confirm();
    },
    forget() {
      fulfil.forget();
    },
    fill(event: WechatMiniprogram.TouchEvent) {
      fulfil.fill(this.rowOf(event));
    },
    fillAll() {
      fulfil.fill();
    },
    endFilling() {
      fulfil.endFilling();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      fulfil.put({ carrier: event.currentTarget.dataset.name });
    },
    typeCarrier(event: WechatMiniprogram.Input) {
      fulfil.put({ carrier: event.detail.value });
    },
    typeNumber(event: WechatMiniprogram.Input) {
      fulfil.put({ id: event.currentTarget.dataset.id, number: event.detail.value });
    },
    send() {
      void fulfil.send();
    },
  },
});
