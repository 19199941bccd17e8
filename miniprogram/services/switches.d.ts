import type { MessageKind } from '../../typings/api/messages';

/** What WeChat's settings say of messages. */
export interface Switches {
  /** All messages of this mini-program. */
  off: boolean;
  /** Kinds with a "no" that the person wanted kept: WeChat answers it for ever and shows nothing. */
  refused: MessageKind[];
}
