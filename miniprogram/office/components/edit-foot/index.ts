/**
 * The bar at the foot of an editor: names what is not saved yet and saves it. It rises with the keyboard, keeps the room that it
 * covers free, and WeChat asks before a page with unsaved changes is left. Event save.
 */
import { formWords } from '../../words/form/index';

/** So many changes are named, further ones counted. */
const NAMED = 2;

function sentence(changes: readonly string[], wrongs: number, ready: boolean): string {
  const { foot, listed } = formWords();
  if (wrongs > 0) return foot.fix(String(wrongs));
  if (changes.length === 0) return ready ? foot.fresh : foot.none;
  const names = changes.slice(0, NAMED).join(listed);
  return changes.length > NAMED ? foot.more(names, String(changes.length)) : foot.changed(names);
}

type Keyboard = (result: { height: number }) => void;
const listeners = new WeakMap<object, Keyboard>();

function guard(asking: boolean): void {
  const fail = (reason: { errMsg: string }) => console.info('leaving is not guarded', reason.errMsg);
  if (asking) wx.enableAlertBeforeUnload({ message: formWords().foot.leave, fail });
  else wx.disableAlertBeforeUnload({ fail });
}

Component({
  properties: {
    changes: { type: Array, value: [] as string[] },
    wrongs: { type: Number, value: 0 },
    /** There is something to save: with changes always, without them for something new. */
    ready: { type: Boolean, value: false },
    saving: { type: Boolean, value: false },
    label: { type: String, value: '' },
  },
  data: { text: '', dirty: false, lifted: 0, waiting: '' },
  observers: {
    'changes, wrongs, ready'(changes: string[], wrongs: number, ready: boolean) {
      this.setData({ text: sentence(changes, wrongs, ready), waiting: formWords().foot.saving });
      const dirty = changes.length > 0;
      if (dirty === this.data.dirty) return;
      this.setData({ dirty });
      guard(dirty);
    },
  },
  lifetimes: {
    attached() {
      const lift: Keyboard = ({ height }) => this.setData({ lifted: height });
      listeners.set(this, lift);
      wx.onKeyboardHeightChange(lift);
    },
    detached() {
      const lift = listeners.get(this);
      if (lift) wx.offKeyboardHeightChange(lift);
      listeners.delete(this);
      if (this.data.dirty) guard(false);
    },
  },
  methods: {
    save() {
      this.triggerEvent('save');
    },
  },
});
