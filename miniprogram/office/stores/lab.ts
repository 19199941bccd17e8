import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { LabLook, LabView } from '../../../typings/api/lab';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { call, type Outcome, type Problem } from '../services/staff';
import { labSeen } from './lab-seen';

export const WEEKS = [4, 8, 26];
const WEEKS_USUAL = 8;

/** The replay of past events under the draft: begun, gone on with until it is done, and looked at. */
class Lab {
  look: LabLook | null = null;
  phase: Phase = 'blank';
  /** Of the page; `broken` of a piece, where what was done before is kept. */
  problem: Problem | null = null;
  broken: Problem | null = null;
  weeks = WEEKS_USUAL;
  working = false;
  private left = false;
  private going = false;

  constructor() {
    makeAutoObservable<Lab, 'left' | 'going'>(this, { look: observable.ref, left: false, going: false });
  }

  get lab(): LabView | null {
    return this.look?.lab ?? null;
  }

  /** What is shown is of other rules than those that would be published. */
  get outdated(): boolean {
    return this.lab !== null && this.lab.rev !== this.look?.draftRev;
  }

  async open(): Promise<void> {
    this.left = false;
    this.problem = null;
    if (!this.look) this.phase = 'blank';
    const outcome = await patiently(call('lab.view', {}), () => this.wait());
    this.answered(outcome);
    if (outcome.ok) await this.goOn();
  }

  choose(weeks: number): void {
    this.weeks = weeks;
  }

  async start(): Promise<void> {
    const rev = this.look?.draftRev;
    if (this.working || rev === null || rev === undefined) return;
    this.working = true;
    const outcome = await call('lab.start', { rev, weeks: this.weeks });
    runInAction(() => {
      this.working = false;
    });
    this.answered(outcome);
    if (outcome.ok) await this.goOn();
  }

  /** Piece by piece, as long as somebody is looking. */
  async goOn(): Promise<void> {
    if (this.going) return;
    this.going = true;
    this.broken = null;
    while (this.lab?.state === 'running' && !this.left && !this.broken) {
      const outcome = await call('lab.step', { id: this.lab.id });
      runInAction(() => {
        if (outcome.ok) this.adopt(outcome.data);
        else this.broken = outcome.problem;
      });
    }
    this.going = false;
  }

  async cancel(): Promise<void> {
    const { lab } = this;
    if (!lab || this.working) return;
    this.working = true;
    const outcome = await call('lab.cancel', { id: lab.id });
    runInAction(() => {
      this.working = false;
    });
    this.answered(outcome);
  }

  leave(): void {
    this.left = true;
    this.look = null;
    this.broken = null;
    this.weeks = WEEKS_USUAL;
  }

  private answered(outcome: Outcome<'lab.view' | 'lab.start' | 'lab.cancel'>): void {
    runInAction(() => {
      if (outcome.ok) this.adopt(outcome.data);
      else {
        this.problem = outcome.problem;
        this.phase = 'failed';
      }
    });
  }

  /** Another step may have answered later than the one that ended it. */
  private adopt(look: LabLook): void {
    this.problem = null;
    this.phase = 'ready';
    const late = this.lab?.id === look.lab?.id && this.lab?.state !== 'running' && look.lab?.state === 'running';
    if (this.left || late) return;
    this.look = look;
    if (look.lab?.state === 'done' && look.lab.rev === look.draftRev) labSeen.saw(look.lab.rev);
  }

  private wait(): boolean {
    if (!this.look) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const lab = new Lab();
