import { bound } from '../../services/binding';
import { lightTap } from '../../services/haptics';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { scan } from '../services/scan';
import { counter } from '../stores/counter';
import { desk } from '../stores/desk';
import { sale } from '../stores/sale';
import { undoing } from '../stores/undoing';
import { minutesLeft, undoAsk } from '../views/acts';
import { foundView } from '../views/found';
import { personView } from '../views/person';
import { staffWords } from '../words/index';

/** asking: it can be used, and nobody has yet · refused · done · undone · member: nothing to use, only whom · gone: the page was opened by itself */
type Shown = 'asking' | 'refused' | 'done' | 'undone' | 'member' | 'gone';

const setting = () => ({ today: desk.today, points: desk.points, words: settings.words, own: staffWords() });

function view() {
  return counter.found ? foundView(counter.found, setting()) : null;
}

function refusal(): string {
  return counter.refusal || (view()?.refusal ?? '');
}

function shown(): Shown {
  if (!counter.found) return 'gone';
  if (counter.done) return counter.done.action.undone ? 'undone' : 'done';
  if (counter.found.what === 'member') return 'member';
  return refusal() ? 'refused' : 'asking';
}

function undoHint(): string {
  const action = counter.done?.action;
  const minutes = action && !action.undone ? minutesLeft(action.undoUntil, desk.now) : 0;
  return minutes > 0 ? staffWords().undo.left(figure(minutes)) : '';
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      back: () => staffWords().stores.back,
      shown,
      view,
      refusal,
      person: () => {
        const member = counter.done?.member ?? counter.found?.member;
        return member ? personView(member, desk.points, settings.words, staffWords()) : null;
      },
      /** For goods the money matters with: the coupon is used with the sale. */
      saleInstead: () => {
        const { found } = counter;
        const kind = found?.what === 'coupon' ? found.coupon.value.kind : '';
        return kind === 'amount' || kind === 'percent';
      },
      doneTitle: () => {
        const { done } = staffWords().found;
        return counter.found?.what === 'redemption' ? done.redemption : done.coupon;
      },
      repeated: () => (counter.done?.repeated ? staffWords().found.repeated : ''),
      undoHint,
      undone: () => staffWords().recent.undone,
      working: () => counter.working,
      words: () => staffWords().found,
      states: () => settings.words.states,
      undo: () => (undoing.asked ? undoAsk(undoing.asked, desk.points, staffWords()) : null),
      undoWords: () => staffWords().undo,
      undoWorking: () => undoing.working,
    }),
  ],
  observers: {
    shown(now: Shown) {
      if (now === 'done') lightTap();
    },
  },
  methods: {
    onLoad() {
      void membership.ensure();
    },
    onShow() {
      desk.watch();
    },
    onHide() {
      desk.rest();
    },
    onUnload() {
      desk.rest();
      counter.leave();
      undoing.forget();
    },
    confirm() {
      void counter.confirm();
    },
    /** A coupon that takes money off belongs to a sale. */
    toSale() {
      if (!counter.found) return;
      sale.begin();
      sale.take(counter.found);
      wx.redirectTo({ url: '/admin/sale/index' });
    },
    async next() {
      const seen = await scan();
      const own = staffWords();
      if (!('text' in seen)) {
        if (seen.failed === 'cancelled') this.leave();
        else notice.say(seen.failed === 'camera' ? own.counter.cameraOff : own.counter.notScanned);
        return;
      }
      if (!(await counter.look(seen.text))) this.leave();
    },
    leave() {
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.redirectTo({ url: '/admin/counter/index' });
    },
    askUndo() {
      undoing.ask(counter.done?.action);
    },
    forgetUndo() {
      undoing.forget();
    },
    async undo() {
      const done = await undoing.confirm();
      if (done) counter.undone(done);
    },
  },
});
