/**
 * Somebody else has saved meanwhile: what is different, and whose it shall be. rows: [{ label, theirs, mine, both }] or null.
 * Events mine (saves), theirs (gives mine up), close (neither yet).
 */
import { formWords } from '../../words/form/index';

Component({
  properties: {
    rows: { type: Array, optionalTypes: [Object], value: [] },
    saving: { type: Boolean, value: false },
    still: { type: Boolean, value: false },
  },
  data: { words: formWords().clash, list: [] as object[] },
  observers: {
    rows(rows: object[] | null) {
      this.setData({ words: formWords().clash, list: rows ?? [] });
    },
  },
  methods: {
    mine() {
      this.triggerEvent('mine');
    },
    theirs() {
      this.triggerEvent('theirs');
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
