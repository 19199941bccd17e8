import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { InviteView, OpenInvite, Role, TeamMember, TeamView } from '../../../typings/api/staff';
import type { DayKey } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { teamWords } from '../words/team/index';

type Answered = { ok: true; data: TeamView } | { ok: false; problem: Problem };

/** Days an invite is good for. */
export const DAYS: readonly number[] = [1, 2, 7, 14];

/** Who works here, as who leads them sees it. */
class Team {
  view: TeamView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** Who was tapped, and what is to become of them. */
  asked: TeamMember | null = null;
  step: 'choose' | 'suspend' | 'change' = 'choose';
  changing = false;
  cancelling: OpenInvite | null = null;
  inviting = false;
  making = false;
  role: Role = 'cashier';
  /** None: every one. */
  stores: string[] = [];
  days = 2;
  invite: InviteView | null = null;

  constructor() {
    makeAutoObservable(this);
  }

  get today(): DayKey {
    return this.view?.today ?? ('' as DayKey);
  }

  async open(): Promise<void> {
    this.problem = null;
    if (!this.view) this.phase = 'blank';
    const outcome = await patiently(call('staff.team', {}), () => this.wait());
    runInAction(() => {
      if (outcome.ok) {
        this.view = outcome.data;
        this.phase = 'ready';
      } else {
        this.problem = outcome.problem;
        if (!this.view) this.phase = 'failed';
      }
    });
  }

  ask(one: TeamMember | undefined): void {
    if (!one?.changeable || this.changing) return;
    this.asked = one;
    this.step = 'choose';
  }

  askSuspend(): void {
    this.step = 'suspend';
  }

  askChange(): void {
    const { asked } = this;
    if (!asked) return;
    this.step = 'change';
    this.role = asked.role;
    this.stores = asked.everywhere ? [] : asked.stores.map(({ id }) => id);
  }

  forget(): void {
    if (this.changing) return;
    this.asked = null;
    this.cancelling = null;
  }

  async confirm(): Promise<void> {
    const { asked } = this;
    if (!asked || this.changing) return;
    const suspended = asked.state === 'active';
    const { team: words } = staffWords();
    const done = suspended ? words.suspended2(asked.name) : words.allowed(asked.name);
    await this.changed(call('staff.suspend', { id: asked.id, suspended }), done);
  }

  async change(): Promise<void> {
    const { asked, role } = this;
    if (!asked || this.changing) return;
    const stores = role === 'owner' ? [] : [...this.stores];
    const { team: words } = teamWords();
    const outcome = await this.changed(
      call('staff.change', { id: asked.id, role, stores, rev: asked.rev }),
      words.changed(asked.name),
      words.alreadyChanged,
    );
    if (outcome === 'OUTDATED') await this.open();
  }

  askCancel(invite: OpenInvite | undefined): void {
    if (invite && !this.changing) this.cancelling = invite;
  }

  async cancel(): Promise<void> {
    const { cancelling } = this;
    if (!cancelling || this.changing) return;
    await this.changed(call('staff.cancelInvite', { id: cancelling.id }), teamWords().team.cancelled);
  }

  /** @param stores where it may be for; every one when none */
  beginInvite(stores: string[]): void {
    this.inviting = true;
    this.role = 'cashier';
    this.stores = stores;
    this.days = 2;
    this.invite = null;
  }

  chooseDays(days: number): void {
    this.days = days;
  }

  endInvite(): void {
    if (this.making) return;
    // Whom it was shown to may have joined while it was looked at.
    if (this.invite) void this.open();
    this.inviting = false;
    this.invite = null;
  }

  chooseRole(role: Role): void {
    this.role = role;
  }

  get storeless(): boolean {
    return this.role !== 'owner' && this.stores.length === 0 && !(this.view?.everywhere ?? false);
  }

  anywhere(): void {
    this.stores = [];
  }

  toggleStore(id: string): void {
    this.stores = this.stores.includes(id) ? this.stores.filter((one) => one !== id) : [...this.stores, id];
  }

  async make(): Promise<void> {
    if (this.making) return;
    this.making = true;
    const stores = this.role === 'owner' ? [] : [...this.stores];
    const outcome = await call('staff.invite', { role: this.role, stores, days: this.days });
    runInAction(() => {
      this.making = false;
      if (outcome.ok) this.invite = outcome.data;
    });
    if (outcome.ok) void this.open();
    else notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  leave(): void {
    this.asked = null;
    this.cancelling = null;
    this.inviting = false;
    this.invite = null;
  }

  /** The sheet closes with the answer, whatever it is. */
  private async changed(command: Promise<Answered>, done: string, outdated?: string): Promise<string | null> {
    this.changing = true;
    const outcome = await command;
    runInAction(() => {
      this.changing = false;
      this.asked = null;
      this.cancelling = null;
      if (outcome.ok) this.view = outcome.data;
    });
    if (outcome.ok) {
      notice.say(done);
      return null;
    }
    const { problem } = outcome;
    const last = problem.details?.reason === 'lastOwner' && teamWords().team.lastOwner;
    const told = last || (problem.code === 'OUTDATED' && outdated);
    notice.say(told || staffSentence(problem, settings.words, staffWords()));
    return problem.code;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const team = new Team();
