import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import { switches } from '../../services/consents';
import type { Switches } from '../../services/switches';
import { reminding } from '../../stores/reminding';
import { Fetched } from './fetched';

/** What may still be sent, and what WeChat's settings say of it. */
class Reminders {
  readonly consents = new Fetched('messages.view');
  switches: Switches = { off: false, refused: [] };

  constructor() {
    makeAutoObservable(this, { consents: false });
  }

  async open(): Promise<void> {
    await Promise.all([this.consents.open(), this.look()]);
    if (this.consents.view) reminding.heard(this.consents.view.left);
  }

  /** Somebody may have been in the settings. */
  async look(): Promise<void> {
    const seen = await switches();
    runInAction(() => {
      this.switches = seen;
    });
  }

  leave(): void {
    this.consents.leave();
  }
}

export const reminders = new Reminders();
