import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { PartnerRight } from '../../../typings/api/partner';
import type { IssuedView, PartnersView, PartnerView } from '../../../typings/api/team';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { placesWords } from '../words/places/index';
import { type Answered, Viewing } from './viewing';

/** The keys as they stand. */
export const partnersShown = new Viewing<PartnersView>(() => call('partners.list', {}));

/** The keys of tills and web shops. A secret is here from its making until the sheet is closed, and nowhere else. */
class Partners {
  adding = false;
  name = '';
  rights: PartnerRight[] = [];
  /** None: every one. */
  stores: string[] = [];
  asked: { one: PartnerView; what: 'renew' | 'off' } | null = null;
  issued: IssuedView['issued'] | null = null;
  working = false;

  constructor() {
    makeAutoObservable(this);
  }

  add(): void {
    this.adding = true;
    this.name = '';
    this.rights = ['members.read', 'orders'];
    this.stores = [];
  }

  type(name: string): void {
    this.name = name;
  }

  toggleRight(right: PartnerRight): void {
    this.rights = this.rights.includes(right) ? this.rights.filter((one) => one !== right) : [...this.rights, right];
  }

  toggleStore(id: string): void {
    this.stores = this.stores.includes(id) ? this.stores.filter((one) => one !== id) : [...this.stores, id];
  }

  get whole(): boolean {
    return this.name.trim() !== '' && this.rights.length > 0;
  }

  async make(): Promise<void> {
    if (this.working || !this.whole) return;
    const stores = this.stores.length > 0 ? [...this.stores] : null;
    const input = { name: this.name.trim(), rights: [...this.rights], stores };
    await this.show(() => call('partners.create', input));
  }

  ask(one: PartnerView | undefined, what: 'renew' | 'off'): void {
    if (one && !this.working) this.asked = { one, what };
  }

  async confirm(): Promise<void> {
    const { asked } = this;
    if (!asked || this.working) return;
    const { id } = asked.one;
    if (asked.what === 'renew') return this.show(() => call('partners.renew', { id }));
    this.working = true;
    const outcome = await call('partners.switchOff', { id });
    runInAction(() => {
      this.working = false;
      this.asked = null;
      if (outcome.ok) partnersShown.show(outcome.data);
    });
    if (outcome.ok) notice.say(placesWords().partners.switchedOff);
    else this.tell(outcome.problem);
  }

  /** Nothing is closed while a secret may be on its way. */
  forget(): void {
    if (this.working) return;
    this.adding = false;
    this.asked = null;
    this.issued = null;
  }

  private async show(issue: () => Promise<Answered<IssuedView>>): Promise<void> {
    this.working = true;
    const outcome = await issue();
    runInAction(() => {
      this.working = false;
      if (!outcome.ok) return;
      this.adding = false;
      this.asked = null;
      partnersShown.show(outcome.data);
      this.issued = outcome.data.issued;
    });
    if (!outcome.ok) this.tell(outcome.problem);
  }

  private tell(problem: Problem): void {
    notice.say(staffSentence(problem, settings.words, staffWords()));
  }
}

export const partners = new Partners();
