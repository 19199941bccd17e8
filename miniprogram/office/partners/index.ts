import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { desk } from '../stores/desk';
import { partners, partnersShown } from '../stores/partners';
import { partnerCards, RIGHTS } from '../views/partners';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { placesWords } from '../words/places/index';

function asked() {
  const { partners: words } = placesWords();
  if (!partners.asked) return null;
  const { one, what } = partners.asked;
  return what === 'renew'
    ? { title: words.renewTitle(one.name), text: words.renewText, yes: words.renewYes }
    : { title: words.offTitle(one.name), text: words.offText, yes: words.offYes };
}

function stores() {
  const all = desk.staff?.stores ?? [];
  return all.length < 2 ? [] : all.map(({ id, name }) => ({ id, name, chosen: partners.stores.includes(id) }));
}

function copy(data: string): void {
  const { copied, copyFailed } = placesWords().partners;
  wx.setClipboardData({ data, success: () => notice.say(copied), fail: () => notice.say(copyFailed) });
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (partnersShown.view ? 'ready' : partnersShown.phase),
      cards: () => (partnersShown.view ? partnerCards(partnersShown.view, placesWords(), settings.words) : []),
      words: () => placesWords().partners,
      states: () => settings.words.states,
      problem: () =>
        partnersShown.problem ? staffProblem(partnersShown.problem, settings.words, staffWords()) : NO_PROBLEM,
      adding: () => partners.adding,
      name: () => partners.name,
      rights: () =>
        RIGHTS.map((value) => ({
          value,
          label: placesWords().partners.rightsOf[value],
          chosen: partners.rights.includes(value),
        })),
      stores,
      whole: () => partners.whole,
      missing: () => {
        const { nameless, rightless } = placesWords().partners;
        return partners.rights.length === 0 ? rightless : partners.name.trim() === '' ? nameless : '';
      },
      asked,
      issued: () => partners.issued,
      working: () => partners.working,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: placesWords().titles.partners });
      void membership.ensure();
      if (!desk.home) void desk.open();
      void partnersShown.open();
    },
    onUnload() {
      partners.forget();
    },
    retry() {
      void partnersShown.open();
    },
    add() {
      partners.add();
    },
    type(event: WechatMiniprogram.Input) {
      partners.type(event.detail.value);
    },
    toggleRight(event: WechatMiniprogram.TouchEvent) {
      const right = RIGHTS.find((known) => known === event.currentTarget.dataset.value);
      if (right) partners.toggleRight(right);
    },
    toggleStore(event: WechatMiniprogram.TouchEvent) {
      partners.toggleStore(event.currentTarget.dataset.id);
    },
    make() {
      void partners.make();
    },
    renew(event: WechatMiniprogram.TouchEvent) {
      partners.ask(
        partnersShown.view?.partners.find(({ id }) => id === event.currentTarget.dataset.id),
        'renew',
      );
    },
    switchOff(event: WechatMiniprogram.TouchEvent) {
      partners.ask(
        partnersShown.view?.partners.find(({ id }) => id === event.currentTarget.dataset.id),
        'off',
      );
    },
    confirm() {
      void partners.confirm();
    },
    forget() {
      partners.forget();
    },
    copyId() {
      copy(partners.issued?.id ?? '');
    },
    copySecret() {
      copy(partners.issued?.secret ?? '');
    },
    copyRefused() {
      notice.say(placesWords().partners.copyFailed);
    },
  },
});
