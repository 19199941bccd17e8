import { accept } from '../../platform/refusal';
import { type Command, printOf } from '../account';

/** Notes on a member that a phone number leads to it. The number itself is in no document. */
export function phoneBound(key: string): Command {
  const print = printOf('phone.bound', {});
  return {
    key,
    print,
    known: () => 'ask',
    rule: () => {
      const draft = { key, kind: 'profile' as const, ref: null, moves: [], because: [], print, result: {} };
      return accept({ change: { phoneBound: true }, drafts: [draft] });
    },
  };
}
