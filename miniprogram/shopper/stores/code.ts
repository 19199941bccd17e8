import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CodesView } from '../../../typings/api/shopper';
import { call, type Problem } from '../../services/cloud';
import { isOnline, onOnlineChange } from '../../services/network';
import { patiently } from '../../services/patience';
import { membership } from '../../stores/membership';

type IssuedCode = CodesView['codes'][number];

const TICK_MS = 1000;
/** A tick that took longer, or went back: the phone slept or its clock was set. The codes are then asked for anew. */
const JUMP_MS = 5000;
/** So many codes are left when the next ten are asked for. */
const FEW = 2;
const AGAIN_AFTER_MS = 10_000;

/**
 * The member codes of the next minutes. Which one is shown goes by the server's time at the answer plus the time that has passed
 * since, never by the phone's own date.
 */
class Code {
  issued: IssuedCode[] = [];
  problem: Problem | null = null;
  fetching = false;
  /** Nothing to show yet, and it takes a while. */
  waiting = false;
  /** The server's clock as far as the phone can tell, in ms. */
  now = 0;
  private number = '';
  private shown = false;
  private tickedAt = 0;
  private askedAt = 0;
  private timer = 0;

  constructor() {
    makeAutoObservable<Code, 'shown' | 'tickedAt' | 'askedAt' | 'timer'>(this, {
      shown: false,
      tickedAt: false,
      askedAt: false,
      timer: false,
    });
    onOnlineChange((online) => {
      if (online && this.shown) void this.refresh();
    });
  }

  get current(): IssuedCode | null {
    return this.issued.find(({ from, until }) => from <= this.now && this.now < until) ?? null;
  }

  /** What can be told to the staff when there is no code. */
  get memberNumber(): string {
    return membership.member?.number ?? this.number;
  }

  /** Whole seconds until the next code. */
  get secondsLeft(): number {
    return this.current ? Math.ceil((this.current.until - this.now) / 1000) : 0;
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

  async refresh(): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    this.askedAt = Date.now();
    const outcome = await patiently(call('member.codes', {}), () => this.wait());
    runInAction(() => {
      this.fetching = false;
      this.waiting = false;
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.take(outcome.data);
    });
  }

  private take({ codes, now, number }: CodesView): void {
    this.issued = codes;
    this.number = number;
    this.tickedAt = Date.now();
    // The answer was on its way for about half of the time that it took.
    this.now = now + Math.max(0, this.tickedAt - this.askedAt) / 2;
  }

  private wait(): boolean {
    this.waiting = this.current === null;
    return this.waiting;
  }

  tick(): void {
    const jumped = this.advance();
    const left = this.issued.filter(({ until }) => until > this.now).length;
    const soon = left <= FEW && Date.now() - this.askedAt >= AGAIN_AFTER_MS;
    // Without a network only to learn the reason, once: then the number stands there instead.
    if (isOnline() ? jumped || soon : this.current === null && this.problem === null) void this.refresh();
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

export const code = new Code();
