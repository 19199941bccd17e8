import { AGREE_BUTTON_ID, answerPrivacy, type Gate, mountGate, unmountGate } from '../../services/privacy';

/**
 * Asks once, when a private API is about to run, and always answers it: agreed, refused, or left. `words` are the sentences:
 * title, text, read, contract, agree, refuse. Event `refused` lets the page say that the feature stays off.
 */
const gates = new WeakMap<object, Gate>();

Component({
  properties: {
    words: { type: Object, value: { title: '', text: '', read: '', contract: '', agree: '', refuse: '' } },
    still: { type: Boolean, value: false },
  },
  data: { open: false, buttonId: AGREE_BUTTON_ID },
  lifetimes: {
    attached() {
      const gate: Gate = {
        open: () => this.setData({ open: true }),
        close: () => this.setData({ open: false }),
      };
      gates.set(this, gate);
      mountGate(gate);
    },
    detached() {
      const gate = gates.get(this);
      if (gate) unmountGate(gate);
      gates.delete(this);
    },
  },
  pageLifetimes: {
    show() {
      const gate = gates.get(this);
      if (gate) mountGate(gate);
    },
  },
  methods: {
    agree() {
      answerPrivacy(true);
    },
    refuse() {
      answerPrivacy(false);
      this.triggerEvent('refused');
    },
    read() {
      wx.openPrivacyContract({ fail: (reason) => console.warn('privacy contract not opened', reason.errMsg) });
    },
  },
});
