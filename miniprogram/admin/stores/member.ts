import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { GiftTemplate, MemberProfile, MergePreview } from '../../../typings/api/members';
import type { MonthDay, Points } from '../../../typings/domain';
import { patiently } from '../../services/patience';
import type { Phase } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { signed } from '../../views/figures';
import { call, type Problem } from '../services/staff';
import {
  type ActKind,
  GRANT_MAX,
  monthDayOf,
  pointsOf,
  type Typed,
  UNTYPED,
  type Wrongs,
  wholeOf,
  wrongsOf,
  wrongTag,
} from '../views/correcting';
import { refusedAt } from '../views/member';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';

type Done = { ok: true; said: string } | { ok: false; problem: Problem };

/** One member as a whole, and what is being put right about them. */
class MemberCard {
  id = '';
  view: MemberProfile | null = null;
  phase: Phase = 'blank';
  problem: Problem | null = null;
  books: { entries: number; wrong: string[] } | null = null;
  checking = false;
  menu = false;
  act: ActKind | null = null;
  typed: Typed = UNTYPED;
  wrongs: Wrongs = {};
  gifts: GiftTemplate[] = [];
  preview: MergePreview | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this);
  }

  async open(id: string = this.id): Promise<void> {
    if (id !== this.id) this.leave();
    this.id = id;
    this.problem = null;
    const outcome = await patiently(call('members.view', { id }), () => this.wait());
    if (id !== this.id) return;
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

  async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    const { id } = this;
    const outcome = await call('members.books', { id });
    runInAction(() => {
      this.checking = false;
      if (outcome.ok && id === this.id) this.books = outcome.data;
    });
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  closeBooks(): void {
    this.books = null;
  }

  openMenu(open: boolean): void {
    this.menu = open;
  }

  begin(act: ActKind): void {
    this.menu = false;
    this.act = act;
    this.typed = { ...UNTYPED, tags: [...(this.view?.tags ?? [])] };
    this.wrongs = {};
    this.preview = null;
    if (act === 'grant') void this.fetchGifts();
  }

  write<Name extends keyof Typed>(field: Name, value: Typed[Name]): void {
    this.typed = { ...this.typed, [field]: value };
    // What stands at a field is told of what was there before.
    const { [field]: _told, ...others } = this.wrongs;
    this.wrongs = others;
    if (field === 'other') this.preview = null;
  }

  count(by: number): void {
    const count = this.typed.count + by;
    if (count >= 1 && count <= GRANT_MAX) this.write('count', count);
  }

  addTag(): void {
    const { tag, tags } = this.typed;
    const wrong = wrongTag(this.typed, membersWords());
    if (wrong) this.wrongs = { tag: wrong };
    else if (tag.trim() && !tags.includes(tag.trim()))
      this.typed = { ...this.typed, tag: '', tags: [...tags, tag.trim()] };
  }

  dropTag(tag: string): void {
    this.write(
      'tags',
      this.typed.tags.filter((each) => each !== tag),
    );
  }

  forget(): void {
    if (!this.working) this.act = null;
  }

  /** Clears the birthday, so that the member can set it again. */
  clearBirthday(): Promise<void> {
    const { id } = this;
    return this.perform(() => this.birthday(id, null));
  }

  async go(): Promise<void> {
    const { act, view, typed } = this;
    if (!act || !view || this.working) return;
    this.wrongs = wrongsOf(act, typed, view.points.available, membersWords());
    if (Object.keys(this.wrongs).length > 0) return;
    if (act === 'merge' && !this.preview) await this.look();
    else await this.perform(() => this.send(act, view, typed));
  }

  leave(): void {
    this.id = '';
    this.view = null;
    this.phase = 'blank';
    this.books = null;
    this.menu = false;
    this.act = null;
  }

  private async fetchGifts(): Promise<void> {
    const outcome = await call('members.gifts', {});
    if (outcome.ok) runInAction(() => (this.gifts = outcome.data.templates));
    else notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
  }

  private async look(): Promise<void> {
    this.working = true;
    const outcome = await call('members.mergeView', { id: this.id, other: this.typed.other.trim() });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.preview = outcome.data;
    });
    if (!outcome.ok) this.refuse(outcome.problem);
  }

  private async perform(act: () => Promise<Done>): Promise<void> {
    if (this.working) return;
    this.working = true;
    const done = await act();
    runInAction(() => {
      this.working = false;
      if (done.ok) this.act = null;
    });
    if (!done.ok) {
      this.refuse(done.problem);
      return;
    }
    notice.say(done.said);
    this.books = null;
    await this.open();
  }

  private refuse(problem: Problem): void {
    const own = membersWords();
    const wrongs = refusedAt(problem, this.act, own);
    if (wrongs) this.wrongs = wrongs;
    else if (problem.code === 'OUTDATED') void this.startOver();
    else notice.say(staffSentence(problem, settings.words, staffWords()));
  }

  /** Somebody else has changed the tags: theirs are shown, and what was meant is changed on them. */
  private async startOver(): Promise<void> {
    await this.open();
    runInAction(() => {
      this.typed = { ...this.typed, tags: [...(this.view?.tags ?? [])] };
      this.wrongs = { tag: membersWords().tags.outdated };
    });
  }

  private async send(act: ActKind, view: MemberProfile, typed: Typed): Promise<Done> {
    const own = membersWords();
    const [id, reason] = [view.member.id, typed.reason.trim()];
    if (act === 'points') return this.adjust(id, typed, reason);
    if (act === 'birthday') return this.birthday(id, monthDayOf(typed) as MonthDay);
    if (act === 'streak') {
      const outcome = await call('members.adjustStreak', { id, reason, days: wholeOf(typed.days) ?? 0 });
      const days = settings.words.figures.days(wholeOf(typed.days) ?? 0);
      return outcome.ok ? { ok: true, said: own.streak.done(days) } : outcome;
    }
    if (act === 'grant') {
      const { template, count } = typed;
      const outcome = await call('members.grant', { id, reason, template, count });
      return outcome.ok ? { ok: true, said: own.grant.done(outcome.data.name, outcome.data.count) } : outcome;
    }
    if (act === 'tags') {
      const outcome = await call('members.tag', { id, tags: [...typed.tags], rev: view.tagsRev });
      return outcome.ok ? { ok: true, said: own.tags.done } : outcome;
    }
    if (act === 'merge') return this.join();
    const outcome = await call('members.freeze', { id, reason, frozen: act === 'freeze' });
    if (!outcome.ok) return outcome;
    return { ok: true, said: outcome.data.changed ? own[act].done : own[act].already };
  }

  private async adjust(id: string, typed: Typed, reason: string): Promise<Done> {
    const own = membersWords();
    const points = (pointsOf(typed) ?? 0) as Points;
    const outcome = await call('members.adjust', { id, points, reason, note: typed.note.trim() });
    if (!outcome.ok) return outcome;
    return { ok: true, said: outcome.data.approval ? own.points.asked : own.points.done(signed(points)) };
  }

  private async birthday(id: string, birthday: MonthDay | null): Promise<Done> {
    const own = membersWords().birthday;
    const outcome = await call('members.birthday', { id, birthday });
    return outcome.ok ? { ok: true, said: birthday === null ? own.cleared : own.done } : outcome;
  }

  private async join(): Promise<Done> {
    const { preview } = this;
    if (!preview) return { ok: true, said: '' };
    const [from, into] = [preview.from.id, preview.into.id];
    const outcome = await call('members.merge', { from, into });
    if (!outcome.ok) return outcome;
    // The one that was looked at may be the one that went.
    runInAction(() => (this.id = into));
    return { ok: true, said: membersWords().merge.done };
  }

  private wait(): boolean {
    if (!this.view) this.phase = 'skeleton';
    return this.phase === 'skeleton';
  }
}

export const member = new MemberCard();
