import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { InviteView, Role, StaffView, TeamView } from '../../../typings/api/staff';
import type { DayKey } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';

/** Who works here, as the owner sees them. */
class Team {
  view: TeamView | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  /** Whom to suspend or to allow again. */
  asked: StaffView | null = null;
  changing = false;
  inviting = false;
  making = false;
  role: Role = 'cashier';
  stores: string[] = [];
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

  ask(one: StaffView | undefined): void {
    if (one && !this.changing) this.asked = one;
  }

  forget(): void {
    if (!this.changing) this.asked = null;
  }

  async confirm(): Promise<void> {
    const { asked } = this;
    if (!asked || this.changing) return;
    this.changing = true;
    const suspended = asked.state === 'active';
    const outcome = await call('staff.suspend', { id: asked.id, suspended });
    runInAction(() => {
      this.changing = false;
      this.asked = null;
      if (outcome.ok) this.view = outcome.data;
    });
    const own = staffWords();
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, own));
    else notice.say(suspended ? own.team.suspended2(asked.name) : own.team.allowed(asked.name));
  }

  beginInvite(stores: string[]): void {
    this.inviting = true;
    this.role = 'cashier';
    this.stores = stores;
    this.invite = null;
  }

  endInvite(): void {
    if (this.making) return;
    this.inviting = false;
    this.invite = null;
  }

  chooseRole(role: Role): void {
    this.role = role;
  }

  toggleStore(id: string): void {
    this.stores = this.stores.includes(id) ? this.stores.filter((one) => one !== id) : [...this.stores, id];
  }

  async make(): Promise<void> {
    if (this.making) return;
    this.making = true;
    const stores = this.role === 'owner' ? [] : [...this.stores];
    const outcome = await call('staff.invite', { role: this.role, stores });
    runInAction(() => {
      this.making = false;
      if (outcome.ok) this.invite = outcome.data;
    });
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  leave(): void {
    this.asked = null;
    this.inviting = false;
    this.invite = null;
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const team = new Team();
