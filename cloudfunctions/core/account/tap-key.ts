/**
 * Keys of what a person taps. The phone makes them as `<seq>-<random>`, with the `seq` of the member that it last saw:
 * nothing newer than that can have been committed under such a key, so as long as no newer entry was taken out of the
 * journal, the journal alone says whether the key is known, and the ledger need not be asked.
 */
import type { Command } from './command';

const CONCLUSIVE = /^(\d{1,15})-([A-Za-z0-9_-]{1,64})$/;

/** @param callerKey the request's own key; its kind is put in front of it, so that none can occupy another kind's */
export function tapKey(kind: string, callerKey: string): Pick<Command, 'key' | 'known' | 'ruleFirst'> {
  const [, seen, random] = CONCLUSIVE.exec(callerKey) ?? [];
  if (seen === undefined) return { key: `tap:${kind}:${callerKey}`, known: () => 'ask', ruleFirst: true };
  const seq = Number(seen);
  return {
    key: `tap:${kind}:${seen}:${random}`,
    known: (member) => (seq > member.seq ? 'impossible' : member.floor <= seq ? 'never' : 'ask'),
    ruleFirst: true,
  };
}
