import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CheckInView, HomeView, MemberView, NoticeView, ProfileInput, TierView } from '../../typings/api/shopper';
import type { EpochMs, Points } from '../../typings/domain';
import { call, type Outcome, type Problem } from '../services/cloud';
import { sawEntry } from '../services/keys';
import { patiently } from '../services/patience';
import { readSnapshot, writeSnapshot } from '../services/snapshot';
import { type PointsWords, pointsIn } from '../words/index';
import { invitation } from './invitation';
import { settings } from './settings';

/** blank: nothing to show yet · skeleton: it takes a while · ready: a home view is there, new or the last one · failed: none at all */
export type Phase = 'blank' | 'skeleton' | 'ready' | 'failed';

/** What the server said last about the shop and this person. Everything the pages show of a member comes from here. */
class Membership {
  home: HomeView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  joining = false;
  /** The newest unread notice, while nobody has been told of it. */
  news: NoticeView | null = null;
  /** The tier just left for a higher one, until the card has shown it. */
  risenFrom: TierView | null = null;
  /** The server's clock minus the phone's, in ms. */
  lag = 0;
  private running: Promise<boolean> | null = null;
  /** Counts commands, so that a home view asked for before a command cannot overwrite what came after it. */
  private commands = 0;

  constructor() {
    makeAutoObservable<Membership, 'running' | 'commands'>(this, {
      running: false,
      commands: false,
      now: false,
    });
  }

  get member(): MemberView | null {
    return this.home?.member ?? null;
  }

  get checkin(): CheckInView | null {
    return this.home?.checkin ?? null;
  }

  /** The shop's word for points; before anything is known the sentences that need it are not drawn. */
  get points(): PointsWords {
    return this.home ? pointsIn(settings.words, this.home.shop.points) : { name: '', unit: '' };
  }

  /** The home view as it is drawn: points called in the reader's script. */
  get shown(): HomeView | null {
    return this.home && { ...this.home, shop: { ...this.home.shop, points: this.points } };
  }

  /** The last view is drawn at once, before any answer. */
  start(): void {
    const snapshot = readSnapshot();
    if (!snapshot) return;
    this.home = snapshot.home;
    sawEntry(snapshot.home.member?.seq);
    this.lag = snapshot.lag;
    this.phase = 'ready';
  }

  /** The server's clock as far as the phone knows it. */
  now(): EpochMs {
    return (Date.now() + this.lag) as EpochMs;
  }

  /** Fetches the home view; calls at the same time share one request. True when it came. */
  refresh(): Promise<boolean> {
    if (!this.running) {
      this.running = this.fetch().finally(() => {
        this.running = null;
      });
    }
    return this.running;
  }

  /** For pages that can be entered first: only fetches what is not there. */
  ensure(): Promise<boolean> {
    return this.home ? Promise.resolve(true) : this.refresh();
  }

  /** Another page's answer named the balance: when the card shows another one, it is old. */
  heard(available: Points | null): void {
    if (this.member && available !== null && available !== this.member.points.available) void this.refresh();
  }

  private async fetch(): Promise<boolean> {
    const before = this.commands;
    if (!this.home) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(call('member.home', {}), () => this.showSkeleton());
    if (outcome.ok) {
      if (before === this.commands) this.adopt(outcome.data);
      return true;
    }
    this.fail(outcome.problem);
    return false;
  }

  private showSkeleton(): boolean {
    if (!this.home) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }

  private fail(problem: Problem): void {
    this.problem = problem;
    if (!this.home) this.phase = 'failed';
  }

  /** Takes a whole view. */
  adopt(home: HomeView): void {
    this.compare(home);
    this.home = home;
    // It counts at joining alone.
    if (home.member) invitation.forget();
    sawEntry(home.member?.seq);
    this.phase = 'ready';
    writeSnapshot(home, this.lag);
  }

  /** What is new since the last look, which may have been days ago: the snapshot remembers it. */
  private compare(next: HomeView): void {
    const { home } = this;
    if (next.now !== home?.now) this.lag = next.now - Date.now();
    const { latest } = next.inbox;
    if (latest && latest.id !== home?.inbox.latest?.id) this.news = latest;
    if (!latest) this.news = null;
    const [was, is] = [home?.member, next.member];
    if (was && is && was.number === is.number && is.tier.rank > was.tier.rank) this.risenFrom = was.tier;
  }

  /** The notice to tell of, once. */
  takeNews(): NoticeView | null {
    const { news } = this;
    this.news = null;
    return news;
  }

  /** The card has shown the higher tier. */
  forgetRise(): void {
    this.risenFrom = null;
  }

  /** Takes what a command changed. */
  change(part: Partial<Pick<HomeView, 'member' | 'checkin' | 'inbox' | 'now' | 'today'>>): void {
    this.commands += 1;
    if (this.home) this.adopt({ ...this.home, ...part });
  }

  /** Joins under the terms and the privacy text that were on the screen, on the invitation that is remembered. */
  async join(): Promise<Outcome<'member.join'> | null> {
    if (!this.home || this.joining) return null;
    const { terms, privacy } = this.home.shop;
    this.joining = true;
    const invite = invitation.current(this.now());
    const outcome = await call('member.join', {
      termsVersion: terms.version,
      privacyVersion: privacy.version,
      ...(invite ? { invite } : {}),
    });
    runInAction(() => {
      this.joining = false;
      if (outcome.ok) {
        this.commands += 1;
        this.adopt(outcome.data);
      }
    });
    return outcome;
  }

  async updateProfile(input: ProfileInput): Promise<Outcome<'member.updateProfile'>> {
    const outcome = await call('member.updateProfile', input);
    if (outcome.ok) this.change({ member: outcome.data });
    return outcome;
  }
}

export const membership = new Membership();
