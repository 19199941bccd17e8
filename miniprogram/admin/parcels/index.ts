import type { ParcelsInput, ParcelView } from '../../../typings/api/staff';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { dayText, momentText } from '../../views/dates';
import { NO_PROBLEM } from '../../views/problem';
import { parcels } from '../stores/parcels';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';

const SEGMENTS: readonly ParcelsInput['segment'][] = ['due', 'sent'];

function linesOf({ address }: ParcelView): string[] {
  if (!address) return [];
  const { name, phone, province, city, district, detail } = address;
  // A municipality is its own province.
  const region = province === city ? city : province + city;
  return [`${name} ${phone}`, region + district + detail];
}

function card(parcel: ParcelView) {
  const { parcels: words } = staffWords();
  const { words: all } = settings;
  const { today } = parcels.list;
  const { id, name, quantity, day, time, member, shipping, open } = parcel;
  return {
    id,
    what: quantity > 1 ? words.what(name, String(quantity)) : name,
    taken: words.taken(momentText(day, time, today, all), member),
    lines: linesOf(parcel),
    sent: shipping ? words.sent(shipping.carrier, shipping.number) : '',
    sentOn: shipping ? words.sentOn(dayText(shipping.day, today, all)) : '',
    action: open ? (shipping ? words.correct : words.fill) : '',
  };
}

function sheet() {
  const { parcels: words } = staffWords();
  const { asked } = parcels;
  if (!asked) return null;
  const again = asked.shipping !== null;
  return {
    title: again ? words.sheetCorrect : words.sheet,
    yes: again ? words.yesCorrect : words.yes,
    what: asked.name,
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (parcels.list.items.length > 0 ? 'ready' : parcels.list.phase),
      cards: () => parcels.list.items.map(card),
      segment: () => parcels.segment,
      segments: () => SEGMENTS.map((value) => ({ value, label: staffWords().parcels.segments[value] })),
      empty: () => (parcels.segment === 'due' ? staffWords().parcels.emptyDue : staffWords().parcels.emptySent),
      foot: () => {
        const { more, moreFailed, end } = staffWords().parcels;
        return { state: parcels.foot, text: { more: '', loading: more, failed: moreFailed, end }[parcels.foot] };
      },
      words: () => staffWords().parcels,
      states: () => settings.words.states,
      problem: () =>
        parcels.list.problem ? staffProblem(parcels.list.problem, settings.words, staffWords()) : NO_PROBLEM,
      sheet,
      carrier: () => parcels.carrier,
      number: () => parcels.number,
      carriers: () => staffWords().parcels.carriers.map((name) => ({ name, chosen: name === parcels.carrier })),
      whole: () => parcels.whole,
      working: () => parcels.working,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: staffWords().titles.parcels });
      void membership.ensure();
    },
    onShow() {
      void parcels.list.open();
    },
    onUnload() {
      parcels.leave();
    },
    async onPullDownRefresh() {
      await parcels.list.open();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      void parcels.list.more();
    },
    more() {
      void parcels.list.more();
    },
    retry() {
      void parcels.list.open();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = SEGMENTS.find((known) => known === event.detail.value);
      if (segment) parcels.choose(segment);
    },
    copy(event: WechatMiniprogram.TouchEvent) {
      const { copied, copyFailed } = staffWords().parcels;
      const parcel = parcels.list.items.find(({ id }) => id === event.currentTarget.dataset.id);
      if (!parcel) return;
      wx.setClipboardData({
        data: linesOf(parcel).join('\n'),
        success: () => notice.say(copied),
        fail: () => notice.say(copyFailed),
      });
    },
    copyRefused() {
      notice.say(staffWords().parcels.copyFailed);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      parcels.ask(parcels.list.items.find(({ id }) => id === event.currentTarget.dataset.id));
    },
    forget() {
      parcels.forget();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      parcels.write('carrier', event.currentTarget.dataset.name);
    },
    typeCarrier(event: WechatMiniprogram.Input) {
      parcels.write('carrier', event.detail.value);
    },
    typeNumber(event: WechatMiniprogram.Input) {
      parcels.write('number', event.detail.value);
    },
    send() {
      void parcels.send();
    },
  },
});
