import { makeAutoObservable } from 'mobx-miniprogram';

const SHOWN_MS = 2600;
/** What leads somewhere stays long enough to be tapped. */
const SHOWN_WITH_WAY_MS = 6000;

/** The one short sentence that is said now; drawn and read aloud by the announce component of each page. */
class Notice {
  text = '';
  /** Page behind the sentence; '' when there is none. */
  url = '';
  private timer = 0;

  constructor() {
    makeAutoObservable<Notice, 'timer'>(this, { timer: false });
  }

  say(text: string, url = ''): void {
    clearTimeout(this.timer);
    this.text = text;
    this.url = url;
    this.timer = setTimeout(() => this.hush(), url ? SHOWN_WITH_WAY_MS : SHOWN_MS);
  }

  hush(): void {
    this.text = '';
    this.url = '';
  }
}

export const notice = new Notice();
