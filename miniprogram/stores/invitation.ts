import { makeAutoObservable } from 'mobx-miniprogram';
import type { InvitedBy, InviteInput } from '../../typings/api/friends';
import type { EpochMs } from '../../typings/domain';
import { dropKept, keep, kept } from '../services/kept';

const KEY = 'invitation';
const OWN = 'own-invite';
/** So long a card that was once opened counts. */
const KEPT_MS = 30 * 86_400_000;

interface Remembered extends InviteInput {
  at: EpochMs;
}

/** Who has invited this person: remembered from the card to the joining, wherever that happens. */
class Invitation {
  private remembered: Remembered | null = null;
  /** The member's own code, as far as this phone has seen it: what is shared carries it. */
  private own: { number: string; code: string } | null = null;

  constructor() {
    makeAutoObservable(this);
  }

  start(): void {
    this.remembered = kept<Remembered>(KEY);
    this.own = kept<{ number: string; code: string }>(OWN);
  }

  /** The newest card counts. */
  came(code: string, by: InvitedBy, now: EpochMs): void {
    this.remembered = { code, by, at: now };
    keep(KEY, this.remembered);
  }

  /**
   * What joining sends along; null when nobody has invited, or too long ago. It may have been opened by a phone's clock that is ahead
   * of the server's: before `at` it counts as well.
   */
  current(now: EpochMs): InviteInput | null {
    const { remembered } = this;
    if (!remembered || now >= remembered.at + KEPT_MS) return null;
    return { code: remembered.code, by: remembered.by };
  }

  forget(): void {
    if (!this.remembered) return;
    this.remembered = null;
    dropKept(KEY);
  }

  learn(number: string, code: string): void {
    if (this.own?.number === number && this.own.code === code) return;
    this.own = { number, code };
    keep(OWN, this.own);
  }

  /** '' while it is not known. */
  ownCode(number: string | undefined): string {
    return this.own && this.own.number === number ? this.own.code : '';
  }
}

export const invitation = new Invitation();
