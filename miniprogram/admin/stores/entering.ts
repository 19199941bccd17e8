import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { refusalText } from '../views/found';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

const NAME_MAX = 12;

/** Becoming the shop's owner, or one of its staff. Errors stay beside their field until it is changed. */
class Entering {
  code = '';
  name = '';
  codeError = '';
  nameError = '';
  working = false;

  constructor() {
    makeAutoObservable(this);
  }

  begin(code: string): void {
    this.code = code;
    this.name = '';
    this.codeError = '';
    this.nameError = '';
  }

  typeCode(code: string): void {
    this.code = code;
    this.codeError = '';
  }

  typeName(name: string): void {
    this.name = name;
    this.nameError = '';
  }

  /** True when it was done. */
  async send(): Promise<boolean> {
    if (this.working || !this.complete()) return false;
    const claiming = desk.home?.unclaimed ?? false;
    const input = { code: this.code.trim(), name: this.name.trim() };
    this.working = true;
    const outcome = await (claiming ? call('staff.claim', input) : call('staff.join', input));
    runInAction(() => {
      this.working = false;
      if (outcome.ok) desk.adopt(outcome.data);
      else if (outcome.problem.code === 'INVALID_INPUT') this.nameError = staffWords().enter.nameTooLong;
      else if (
        ['SETUP_CODE_WRONG', 'INVITE_INVALID', 'TOO_MANY_GUESSES', 'OWNER_EXISTS'].includes(outcome.problem.code)
      )
        this.codeError = refusalText(outcome.problem, settings.words, staffWords());
      else this.codeError = staffSentence(outcome.problem, settings.words, staffWords());
    });
    if (!outcome.ok && outcome.problem.code === 'OWNER_EXISTS') await desk.open();
    return outcome.ok;
  }

  private complete(): boolean {
    const { enter } = staffWords();
    const name = this.name.trim();
    this.codeError = this.code.trim() === '' ? enter.codeEmpty : '';
    if (name === '') this.nameError = enter.nameEmpty;
    else this.nameError = [...name].length > NAME_MAX ? enter.nameTooLong : '';
    return this.codeError === '' && this.nameError === '';
  }
}

export const entering = new Entering();
