/**
 * An entry on one member that another member's entry caused. Whatever the outcome, an entry is committed under the
 * key, so the outcome is decided once. It has no credits of its own, so there are no chains.
 */
import type { Points } from '../../../typings/domain';
import { accept, type Result } from '../../platform/refusal';
import type { Command } from './command';
import { type Credit, printOf } from './entry';
import { gain } from './lots';
import type { Member } from './member';
import type { Posting } from './posting';

export function creditCommand(credit: Credit): Command {
  return {
    key: credit.key,
    print: printOf('credit', credit),
    known: () => 'ask',
    inAnyState: true,
    rule: (member, today): Result<Posting> => {
      const draft = {
        key: credit.key,
        kind: credit.kind,
        ref: credit.ref,
        print: printOf('credit', credit),
        result: {},
        credited: true,
      };
      if (!accepts(member) || credit.points === 0) {
        const because = [{ code: 'credit.refused', args: { points: credit.points }, result: 0 }];
        return accept({ change: {}, drafts: [{ ...draft, moves: [], because }] });
      }
      const lot = { from: null, until: credit.lastDay, points: credit.points as Points };
      const { lots, moves } = gain(member.lots, lot, today);
      return accept({ change: { lots }, drafts: [{ ...draft, moves, because: credit.because }] });
    },
  };
}

/** A frozen account keeps what comes in; it only cannot spend. */
function accepts(member: Member): boolean {
  return member.state === 'active' || member.state === 'frozen';
}
