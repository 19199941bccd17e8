import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { InvitedBy, LandingView } from '../../../typings/api/friends';
import { type Arrival, inviteCodeIn } from '../../services/arrival';
import { call, type Problem } from '../../services/cloud';
import { joinShop } from '../../services/joining';
import { patiently } from '../../services/patience';
import { invitation } from '../../stores/invitation';
import { membership, type Phase } from '../../stores/membership';

/** What a friend sees before joining, and what came of it. */
class Landing {
  view: LandingView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  code = '';
  assist = '';
  /** Joined on this page: the gift is stamped. */
  joined = false;
  /** What is typed as a code, and whether it cannot be one. */
  typed = '';
  wrong = false;
  private visit = 0;

  constructor() {
    makeAutoObservable<Landing, 'visit'>(this, { visit: false });
  }

  /** Without a code in the path the one that is remembered counts. */
  begin({ code, assist }: Arrival): Promise<void> {
    this.leave();
    this.code = code || (invitation.current(membership.now())?.code ?? '');
    this.assist = assist;
    return this.open();
  }

  async open(): Promise<void> {
    this.visit += 1;
    const { visit, code, assist } = this;
    if (!this.view) this.phase = 'blank';
    this.problem = null;
    const payload = { ...(code ? { code } : {}), ...(assist ? { assist } : {}) };
    const outcome = await patiently(call('landing.view', payload), () => this.showSkeleton());
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        this.phase = 'failed';
      }
    });
  }

  async join(): Promise<void> {
    const outcome = await joinShop();
    runInAction(() => {
      this.joined = outcome?.ok ?? false;
    });
  }

  type(text: string): void {
    this.typed = text;
    this.wrong = false;
  }

  /** Takes what was typed. True when it can be a code; whether it is one, the cloud says. */
  use(by: InvitedBy = 'typed'): boolean {
    const code = inviteCodeIn(this.typed);
    this.wrong = code === '';
    if (!code) return false;
    this.code = code;
    if (!membership.member) invitation.came(code, by, membership.now());
    void this.open();
    return true;
  }

  leave(): void {
    this.visit += 1;
    this.view = null;
    this.phase = 'blank';
    this.problem = null;
    this.joined = false;
    this.typed = '';
    this.wrong = false;
  }

  private showSkeleton(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const landing = new Landing();
