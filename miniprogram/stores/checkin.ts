import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { SignedView } from '../../typings/api/shopper';
import type { DayKey, Points } from '../../typings/domain';
import { call, type Problem } from '../services/cloud';
import { dayText } from '../views/dates';
import { figure } from '../views/figures';
import { problemSentence } from '../views/problem';
import { membership } from './membership';
import { notice } from './notice';
import { settings } from './settings';

/** idle · lifted: the stamp waits over today's cell · fallen: the server said yes · refused: it lifts away */
export type StampPhase = 'idle' | 'lifted' | 'fallen' | 'refused';

/** How long the whole stamp takes after the server's yes: fall 220, ring 280, rise 360, count 480 ms. */
const STAMP_MS = 720;
const LIFT_AWAY_MS = 200;

/** What a streak brought; shown as a sheet and nothing else celebrates. */
export type WonGift = NonNullable<SignedView['gift']>;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Signing in and making up: the stamp's state, the gift to show, the missed day being asked about. */
class CheckIn {
  stamp: StampPhase = 'idle';
  /** Points of the check-in whose stamp is falling. */
  earned = 0;
  gift: WonGift | null = null;
  asked: { day: DayKey; points: Points } | null = null;
  making = false;

  constructor() {
    makeAutoObservable(this);
  }

  async signIn(): Promise<void> {
    const { home } = membership;
    if (!home || this.stamp === 'lifted' || home.checkin?.signedToday) return;
    this.stamp = 'lifted';
    const outcome = await call('checkin.signIn', { day: home.today });
    if (!outcome.ok) {
      await this.liftAway(outcome.problem);
      return;
    }
    await this.settle(
      outcome.data,
      outcome.data.repeated ? settings.words.strip.repeated : this.gainText(outcome.data),
    );
  }

  ask(day: DayKey, points: Points): void {
    if (this.making) return;
    this.asked = { day, points };
  }

  forget(): void {
    if (!this.making) this.asked = null;
  }

  /** Fills the missed day that was asked about. True when done. */
  async makeUp(): Promise<boolean> {
    const { asked } = this;
    if (!asked || this.making) return false;
    this.making = true;
    const outcome = await call('checkin.makeUp', { day: asked.day });
    runInAction(() => {
      this.making = false;
      this.asked = null;
    });
    if (!outcome.ok) {
      await this.tell(outcome.problem);
      return false;
    }
    const { makeUp } = settings.words;
    const { data } = outcome;
    runInAction(() => {
      membership.change({ member: data.member, checkin: data.checkin, now: data.now, today: data.today });
      this.gift = data.repeated ? null : data.gift;
    });
    notice.say(data.repeated ? makeUp.repeated : makeUp.done(this.pointsText(data.earned)));
    return true;
  }

  closeGift(): void {
    this.gift = null;
  }

  private async settle(data: SignedView, sentence: string): Promise<void> {
    runInAction(() => {
      this.stamp = 'fallen';
      this.earned = data.repeated ? 0 : data.earned;
      membership.change({ member: data.member, checkin: data.checkin, now: data.now, today: data.today });
    });
    notice.say(sentence);
    await pause(STAMP_MS);
    runInAction(() => {
      this.stamp = 'idle';
      this.gift = data.repeated ? null : data.gift;
    });
    // The sheet says it all; the sentence would lie over it.
    if (this.gift) notice.hush();
  }

  private async liftAway(problem: Problem): Promise<void> {
    runInAction(() => {
      this.stamp = 'refused';
    });
    await this.tell(problem);
    await pause(LIFT_AWAY_MS);
    runInAction(() => {
      this.stamp = 'idle';
    });
  }

  /** Says what went wrong; what the phone showed may be old, so it is fetched again where that is the reason. */
  private async tell(problem: Problem): Promise<void> {
    const { words } = settings;
    const outdated = ['DAY_CHANGED', 'MODULE_OFF', 'MAKEUP_NO_CARD', 'MAKEUP_NOT_OPEN', 'NOT_MEMBER'].includes(
      problem.code,
    );
    if (outdated) await membership.refresh();
    notice.say(
      problem.code === 'DAY_CHANGED' ? words.problems.DAY_CHANGED : problemSentence(problem, membership.points, words),
    );
  }

  private pointsText(points: number): string {
    return settings.words.figures.points(figure(points), membership.points.unit);
  }

  private gainText(data: SignedView): string {
    return settings.words.strip.signed(this.pointsText(data.earned));
  }

  /** The day asked about, as the sheet's title says it. */
  get askedText(): string {
    const { home } = membership;
    return this.asked && home ? dayText(this.asked.day, home.today, settings.words) : '';
  }
}

export const checkin = new CheckIn();
