import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ApprovalView } from '../../../typings/api/members';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

type Segment = 'waiting' | 'decided';

function listOf(segment: Segment): Paged<ApprovalView> {
  return new Paged<ApprovalView>(async ({ cursor }) => {
    const outcome = await call('approvals.list', { segment, ...(cursor === undefined ? {} : { cursor }) });
    if (!outcome.ok) return outcome;
    const { approvals: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });
}

/** Corrections that wait for somebody else, and what has become of them. */
class Approvals {
  segment: Segment = 'waiting';
  readonly lists: Record<Segment, Paged<ApprovalView>> = { waiting: listOf('waiting'), decided: listOf('decided') };
  asked: { one: ApprovalView; agree: boolean } | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this, { lists: false });
  }

  get list(): Paged<ApprovalView> {
    return this.lists[this.segment];
  }

  choose(segment: Segment): void {
    this.segment = segment;
    void this.list.open();
  }

  ask(one: ApprovalView | undefined, agree: boolean): void {
    if (one && !this.working) this.asked = { one, agree };
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  async decide(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    this.working = true;
    const outcome = await call('approvals.decide', { id: asked.one.id, agree: asked.agree });
    runInAction(() => {
      this.working = false;
      this.asked = null;
    });
    const own = membersWords().approvals;
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
    else if (!asked.agree) notice.say(own.declined);
    else notice.say(outcome.data.approval.state === 'refused' ? own.refused : own.agreed);
    await this.list.open();
  }

  leave(): void {
    this.asked = null;
    this.segment = 'waiting';
    for (const list of Object.values(this.lists)) list.leave();
  }
}

export const approvals = new Approvals();
