import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { VisitCodeView } from '../../../typings/api/staff';
import { isOnline, onOnlineChange } from '../../services/network';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { call, type Problem } from '../services/staff';
import { desk } from './desk';

const TICK_MS = 1000;
/** A tick that took longer, or went back: the phone slept or its clock was set. */
const JUMP_MS = 5000;
const AGAIN_AFTER_MS = 5_000;
/** A code is good for a minute more than it is shown (core/visits/code.ts); by then it has long been taken off the screen. */
const SHOWN_AFTER_MS = 45_000;
const PERIOD_MS = 60_000;

/** The code that the store's screen shows, which turns by itself, and the printed one. */
class VisitScreen {
  view: VisitCodeView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** The server's clock as far as the phone can tell, in ms. */
  now = 0;
  /** File id of the printed code; null before it was asked for, '' when WeChat does not draw it now. */
  printed: string | null = null;
  printing = false;
  /** The owner is being asked whether to make the printed codes worthless. */
  asking = false;
  private shown = false;
  private tickedAt = 0;
  private askedAt = 0;
  private timer = 0;
  private turn = 0;

  constructor() {
    makeAutoObservable<VisitScreen, 'shown' | 'tickedAt' | 'askedAt' | 'timer' | 'turn'>(this, {
      shown: false,
      tickedAt: false,
      askedAt: false,
      timer: false,
      turn: false,
    });
    onOnlineChange((online) => {
      if (online && this.shown) void this.refresh();
    });
  }

  /** What may still be scanned; null once it has run out. */
  get current(): VisitCodeView | null {
    return this.view && this.now < this.view.until + SHOWN_AFTER_MS ? this.view : null;
  }

  get secondsLeft(): number {
    return this.view ? Math.max(0, Math.ceil((this.view.until - this.now) / 1000)) : 0;
  }

  get goneMs(): number {
    return this.view ? Math.max(0, Math.round(PERIOD_MS - (this.view.until - this.now))) : 0;
  }

  show(): void {
    this.shown = true;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.advance();
    void this.refresh();
  }

  hide(): void {
    this.shown = false;
    clearInterval(this.timer);
  }

  leave(): void {
    this.hide();
    this.forgetStore();
    this.phase = 'blank';
  }

  /** Another store's code is another code, and so is what it prints. */
  chooseStore(id: string): void {
    if (id === desk.store?.id) return;
    desk.chooseStore(id);
    this.forgetStore();
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const { store } = desk;
    if (!store) return;
    this.turn += 1;
    const { turn } = this;
    const askedAt = Date.now();
    this.askedAt = askedAt;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('visits.code', { storeId: store.id }), () => this.wait());
    if (turn !== this.turn) return;
    runInAction(() => {
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) {
        this.view = outcome.data;
        this.tickedAt = Date.now();
        // The answer was on its way for about half of the time that it took.
        this.now = outcome.data.now + Math.max(0, this.tickedAt - askedAt) / 2;
        this.phase = 'ready';
      } else if (!this.current) {
        this.view = null;
        this.phase = 'failed';
      }
    });
  }

  tick(): void {
    const jumped = this.advance();
    const due = this.secondsLeft === 0 && Date.now() - this.askedAt >= AGAIN_AFTER_MS;
    if (isOnline() && (jumped || due)) void this.refresh();
  }

  ask(): void {
    this.asking = true;
  }

  forget(): void {
    if (!this.printing) this.asking = false;
  }

  /** Fetches the printed code, drawn the first time; `renew` makes all earlier ones worthless. */
  async print(renew: boolean): Promise<Problem | null> {
    const { store } = desk;
    if (this.printing || !store) return null;
    this.printing = true;
    const outcome = await call('visits.printed', { storeId: store.id, renew });
    runInAction(() => {
      this.printing = false;
      this.asking = false;
      if (outcome.ok && desk.store?.id === outcome.data.store.id) this.printed = outcome.data.picture ?? '';
    });
    return outcome.ok ? null : outcome.problem;
  }

  private forgetStore(): void {
    this.turn += 1;
    this.view = null;
    this.problem = null;
    this.printed = null;
    this.asking = false;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }

  /** Lets time pass; true when more of it passed than a tick can take. */
  private advance(): boolean {
    const at = Date.now();
    const passed = at - this.tickedAt;
    this.tickedAt = at;
    this.now += Math.max(0, passed);
    return passed < 0 || passed > JUMP_MS;
  }
}

export const visitScreen = new VisitScreen();
