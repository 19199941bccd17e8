import type { MessageKind } from '../../../typings/api/messages';
import { bound } from '../../services/binding';
import { membership } from '../../stores/membership';
import { reminding } from '../../stores/reminding';
import { settings } from '../../stores/settings';

/** 提醒我, beside what it is about. Not there while the shop has no template for this kind of message, or for a guest. */
Component({
  behaviors: [
    bound({
      can: () => (membership.member ? (membership.home?.shop.messages ?? {}) : {}),
      left: () => reminding.left,
      words: () => settings.words.remind,
    }),
  ],
  properties: {
    /** Of typings/api/messages. */
    kind: { type: String, value: '' },
  },
  methods: {
    press() {
      void reminding.want([this.data.kind as MessageKind]);
    },
  },
});
