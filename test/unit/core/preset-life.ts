/** One member's earning under a preset, act by act: what is asserted is what each act brought. */
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import type { SignedDay } from '../../../cloudfunctions/core/checkin/streak';
import { type EarningEvent, evaluate } from '../../../cloudfunctions/core/earning';
import type { ProgrammeRules } from '../../../cloudfunctions/core/programme';
import {
  addGrowth,
  firstTier,
  ladderOf,
  standingOn,
  type TierState,
  tierFactor,
  tierIn,
} from '../../../cloudfunctions/core/tiers';
import type { Because, Channel, DayKey, Fen, Points } from '../../../typings/domain';

export class PresetLife {
  private days: SignedDay[] = [];
  private tier: TierState;
  private ordered = false;
  private readonly ladders;
  readonly rights: string[] = [];
  growth = 0;
  points = 0;
  /** Lines of the last act. */
  because: Because[] = [];

  constructor(
    private readonly rules: ProgrammeRules,
    joinedOn: string,
  ) {
    this.ladders = [ladderOf(rules.tiers, '1970-01-01' as DayKey)];
    this.tier = firstTier(joinedOn as DayKey, this.ladders);
  }

  join(day: string): number {
    this.grow(this.rules.growth.join, day);
    return this.book(this.evaluated({ occasion: 'join', day: day as DayKey }));
  }

  sign(day: string): number {
    const { checkIn, earning, tiers } = this.rules;
    const terms = { checkIn, earning, tiers, tier: this.held(day), birthday: null };
    const signed = signIn(this.days, terms, day as DayKey);
    if (!signed) throw new Error('signed already');
    this.days = signed.days;
    this.rights.push(...signed.rights.map(({ code }) => code));
    this.grow(this.rules.growth.checkIn, day);
    return this.book({ points: signed.earned, because: signed.because });
  }

  /** At a store, by its code. */
  visit(day: string): number {
    return this.book(this.evaluated({ occasion: 'visit', day: day as DayKey }));
  }

  /** @param yuan whole or with two decimals */
  order(day: string, channel: Channel, yuan: number): number {
    const amountFen = Math.round(yuan * 100) as Fen;
    const earned = this.evaluated({
      occasion: 'order',
      day: day as DayKey,
      channel,
      amountFen,
      firstOrder: !this.ordered,
    });
    this.ordered = true;
    const { perFen } = this.rules.growth;
    this.grow(perFen === null ? 0 : Math.floor(amountFen / perFen), day);
    return this.book(earned);
  }

  /** The rule's points and the tier's pack. */
  birthday(day: string): number {
    const earned = this.evaluated({ occasion: 'birthday', day: day as DayKey, channel: 'system' });
    const pack = tierIn(this.rules.tiers, this.held(day)).rights.find(({ code }) => code === 'birthdayPack');
    const more = pack && 'points' in pack ? pack.points : 0;
    return this.book({ ...earned, points: (earned.points + more) as Points });
  }

  held(day: string): string {
    return standingOn(this.tier, this.ladders, day as DayKey).tier;
  }

  private evaluated(change: Partial<EarningEvent> & Pick<EarningEvent, 'occasion' | 'day'>) {
    return evaluate(this.rules.earning, {
      channel: 'mini',
      storeId: 'default',
      tier: tierFactor(this.rules.tiers, this.held(change.day), change.occasion),
      birthday: null,
      firstOrder: false,
      amountFen: 0 as Fen,
      base: 0 as Points,
      ...change,
    });
  }

  private grow(growth: number, day: string): void {
    const gained = { day: day as DayKey, final: day as DayKey, growth };
    this.tier = addGrowth(this.tier, this.ladders, gained, day as DayKey);
    this.growth += growth;
  }

  private book({ points, because }: { points: number; because: Because[] }): number {
    this.points += points;
    this.because = because;
    return points;
  }
}
