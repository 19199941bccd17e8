import { makeAutoObservable } from 'mobx-miniprogram';

const SHOWN_MS = 2600;

/** The one short sentence that is said now; drawn and read aloud by the announce component of each page. */
class Notice {
  text = '';
  private timer = 0;

  constructor() {
    makeAutoObservable<Notice, 'timer'>(this, { timer: false });
  }

  say(text: string): void {
    clearTimeout(this.timer);
    this.text = text;
    this.timer = setTimeout(() => this.hush(), SHOWN_MS);
  }

  hush(): void {
    this.text = '';
  }
}

export const notice = new Notice();
