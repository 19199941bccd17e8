import { makeAutoObservable } from 'mobx-miniprogram';
import { keep, kept } from '../../services/kept';

const KEY = 'labSeen';

/** For which revision of the rules the laboratory was looked at: a draft is published by who has seen what it costs. */
class LabSeen {
  rev: number;

  constructor() {
    this.rev = kept<number>(KEY) ?? -1;
    makeAutoObservable(this);
  }

  /** The laboratory has shown what the draft of this revision brings. */
  saw(rev: number): void {
    this.rev = rev;
    keep(KEY, rev);
  }

  seen(rev: number): boolean {
    return this.rev === rev;
  }
}

export const labSeen = new LabSeen();
