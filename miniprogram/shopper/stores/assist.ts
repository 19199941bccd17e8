import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { AssistOfferView, AssistView } from '../../../typings/api/friends';
import { call, type Outcome, type Problem } from '../../services/cloud';
import { askConsents } from '../../services/consents';
import { patiently } from '../../services/patience';
import { membership, type Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { problemSentence } from '../../views/problem';
import { shopperWords } from '../words/index';

/** After these the page shows something older than what the cloud knows. */
const OVERTAKEN = ['ASSIST_ENDED', 'ASSIST_OWN', 'ASSIST_OFF', 'LIMIT_REACHED', 'NOT_MEMBER'];

/** The assistance that is looked at; without one, what could be started. */
class AssistPage {
  offer: AssistOfferView | null = null;
  view: AssistView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  working = false;
  /** The server's clock minus the phone's, in ms, at the last answer. */
  lag = 0;
  private id = '';
  private asked = 0;

  constructor() {
    makeAutoObservable<AssistPage, 'id' | 'asked'>(this, { id: false, asked: false });
  }

  /** @param id '' for what could be started, or is running */
  async open(id: string): Promise<void> {
    if (id !== this.id) this.leave();
    this.id = id;
    this.asked += 1;
    const { asked } = this;
    if (!this.view && !this.offer) this.phase = 'blank';
    this.problem = null;
    const outcome = await patiently(id === '' ? this.fetchOffer() : this.fetchView(id), () => this.showSkeleton());
    if (asked !== this.asked) return;
    runInAction(() => {
      if (outcome.ok) {
        this.offer = outcome.data.offer;
        this.take(outcome.data.view, outcome.data.now);
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.view && !this.offer) this.phase = 'failed';
      }
    });
  }

  refresh(): Promise<void> {
    return this.open(this.id);
  }

  /** True when there is one to be sent to friends. */
  async start(): Promise<boolean> {
    const { offer } = this;
    if (!offer || this.working) return false;
    // Nothing may wait before it: WeChat's sheet opens inside the tap alone.
    const asked = askConsents(['rewardPaid']);
    const started = await this.act(async () =>
      call('assist.start', { campaign: offer.campaign }, { consents: await asked }),
    );
    return started !== null;
  }

  async help(): Promise<void> {
    const { view } = this;
    if (!view) return;
    const helped = await this.act(() => call('assist.help', { id: view.id }));
    if (helped) notice.say(shopperWords().assist.thanked);
  }

  leave(): void {
    this.asked += 1;
    this.id = '';
    this.view = null;
    this.offer = null;
    this.phase = 'blank';
    this.problem = null;
  }

  private async act(command: () => Promise<Outcome<'assist.start' | 'assist.help'>>): Promise<AssistView | null> {
    if (this.working) return null;
    this.working = true;
    const outcome = await command();
    runInAction(() => {
      this.working = false;
      if (!outcome.ok) return;
      this.asked += 1;
      this.take(outcome.data, outcome.data.now);
    });
    if (outcome.ok) return outcome.data;
    notice.say(problemSentence(outcome.problem, membership.points, shopperWords()));
    if (OVERTAKEN.includes(outcome.problem.code)) void this.refresh();
    return null;
  }

  private take(view: AssistView | null, now: number): void {
    this.view = view;
    this.lag = now - Date.now();
  }

  private async fetchOffer() {
    const outcome = await call('invite.view', {});
    if (!outcome.ok) return outcome;
    const { assist: offer, now } = outcome.data;
    return { ok: true as const, data: { offer, view: offer?.running ?? null, now } };
  }

  private async fetchView(id: string) {
    const outcome = await call('assist.view', { id });
    return outcome.ok
      ? { ok: true as const, data: { offer: null, view: outcome.data, now: outcome.data.now } }
      : outcome;
  }

  private showSkeleton(): boolean {
    if (!this.view && !this.offer) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const assist = new AssistPage();
