import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { MonthDay } from '../../../typings/domain';
import { call } from '../../services/cloud';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { problemSentence } from '../../views/problem';
import { shopperWords } from '../words/index';

/** The birthday is set once and cannot be taken back: it is asked for twice. */
class Birthday {
  /** Picked, and waiting for a yes. */
  asked: MonthDay | null = null;
  saving = false;

  constructor() {
    makeAutoObservable(this);
  }

  ask(day: MonthDay): void {
    if (membership.member?.birthday === null) this.asked = day;
  }

  forget(): void {
    if (!this.saving) this.asked = null;
  }

  async save(): Promise<void> {
    const { asked: day } = this;
    if (!day || this.saving) return;
    this.saving = true;
    const outcome = await call('member.setBirthday', { day });
    runInAction(() => {
      this.saving = false;
      this.asked = null;
    });
    const words = shopperWords();
    if (outcome.ok) {
      membership.change({ member: outcome.data });
      notice.say(words.profile.birthdaySaved);
      return;
    }
    notice.say(problemSentence(outcome.problem, membership.points, words));
    // It was set elsewhere: the page then shows which day.
    if (outcome.problem.code === 'BIRTHDAY_SET') await membership.refresh();
  }
}

export const birthday = new Birthday();
