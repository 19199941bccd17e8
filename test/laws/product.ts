/** The product's own rules on one member held in memory: what a commit would write is the next state. */
import {
  type Command,
  type Entry,
  type Fact,
  type Member,
  type Posting,
  prepare,
  type Stamp,
} from '../../cloudfunctions/core/account';
import { dueOf, inFrontOf, withDue } from '../../cloudfunctions/core/account/due';
import { factOf } from '../../cloudfunctions/core/account/entry';
import { dayOf } from '../../cloudfunctions/core/calendar';
import { defaultCare } from '../../cloudfunctions/core/care';
import { clockworkOf } from '../../cloudfunctions/core/dues';
import { newborn } from '../../cloudfunctions/core/membership/newborn';
import { defaultMessages } from '../../cloudfunctions/core/messaging';
import type { OrderEvent, OrderOrigin } from '../../cloudfunctions/core/orders';
import { keyOf, refOf } from '../../cloudfunctions/core/orders';
import { knownOf } from '../../cloudfunctions/core/orders/known';
import { book } from '../../cloudfunctions/core/orders/rules';
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import type { Settings } from '../../cloudfunctions/core/settings';
import { defaultShop, shopView } from '../../cloudfunctions/core/shop';
import { storesOfShop } from '../../cloudfunctions/core/stores';
import { granterOf } from '../../cloudfunctions/core/templates';
import { type Ladder, ladderOf } from '../../cloudfunctions/core/tiers';
import { defaultTrade } from '../../cloudfunctions/core/trade';
import type { DayKey, EpochMs, MonthDay } from '../../typings/domain';

export type LawSettings = Settings & { published: Map<number, Programme> };

export function settingsWith(programme: Programme = defaultProgramme): LawSettings {
  return {
    programme,
    ladders: [ladderOf(programme.tiers, '2000-01-01' as DayKey)],
    versions: [],
    stores: storesOfShop(defaultShop),
    shop: defaultShop,
    shopView: shopView(defaultShop),
    templates: [],
    trade: defaultTrade,
    care: defaultCare,
    messages: defaultMessages,
    categories: [],
    published: new Map([[programme.version, programme]]),
  };
}

/** As publishing does: the version counts from now on, its thresholds from tomorrow. */
export function published(settings: LawSettings, edited: Programme, at: EpochMs): LawSettings {
  const programme = { ...edited, version: settings.programme.version + 1 };
  const tomorrow = dayOf((at + 86_400_000) as EpochMs, programme.zone);
  const ladders: Ladder[] = [...settings.ladders, ladderOf(programme.tiers, tomorrow)];
  const first = { version: settings.programme.version, from: 0 as EpochMs };
  const versions = [...(settings.versions.length > 0 ? settings.versions : [first])];
  versions.push({ version: programme.version, from: at });
  const all = new Map(settings.published).set(programme.version, programme);
  return { ...settings, programme, ladders, versions, published: all };
}

export class Product {
  member: Member;
  /** All entries, oldest first. */
  facts: Fact[] = [];

  constructor(
    public settings: LawSettings,
    joinedAt: EpochMs,
    birthday: MonthDay | null = null,
  ) {
    const identity = { shape: 1 as const, _id: 'i', kind: 'openid' as const, memberId: 'm', at: joinedAt };
    const agreed = { termsVersion: '1', privacyVersion: '1', at: joinedAt };
    const person = { openid: 'o', consent: agreed, number: '100000000000', phoneBound: false };
    const born = newborn({ ...identity, consent: agreed }, person, settings);
    const member = { ...this.delivered(born), birthday };
    this.member = { ...member, wake: clockworkOf(settings, joinedAt).wake(member, this.today(joinedAt)) };
  }

  today(at: EpochMs): DayKey {
    return dayOf(at, this.settings.programme.zone);
  }

  /** What time has made due, then what the rule decides; a string says why it refused. */
  post(at: EpochMs, rule: (member: Member, today: DayKey) => Posting | string): Fact | string {
    const stamp = this.stamp(at);
    const today = this.today(at);
    const due = dueOf(this.member, stamp.clockwork, today);
    const decided = rule(withDue(this.member, due), today);
    if (typeof decided === 'string') return decided;
    const { after, entries } = prepare(this.member, inFrontOf(due, decided), stamp);
    this.member = this.delivered(after);
    return factOf(entries.at(-1) as Entry);
  }

  /** As the nightly run does, with nothing else at hand. */
  wakeUp(at: EpochMs): void {
    const stamp = this.stamp(at);
    const today = this.today(at);
    const due = dueOf(this.member, stamp.clockwork, today);
    this.member =
      due.drafts.length > 0
        ? this.delivered(prepare(this.member, due, stamp).after)
        : { ...this.member, wake: stamp.clockwork.wake(this.member, today) };
  }

  order(at: EpochMs, orderId: string, event: OrderEvent, origin: Partial<OrderOrigin> = {}): Fact | string {
    const order: OrderOrigin = { ...tillOrder(orderId), ...origin };
    const facts = this.facts.filter(({ ref }) => ref === refOf(order));
    const known = facts.find(({ key }) => key === keyOf(refOf(order), event));
    if (known) return known;
    const { ladders, programme: current } = this.settings;
    const programme = this.programmeOf(facts, event);
    return this.post(at, (member, today) =>
      book({
        member,
        facts,
        order,
        event,
        print: 'print',
        programme,
        ladders,
        tiers: current.tiers,
        store: '总店',
        today,
        now: at,
        grant: granterOf(this.settings.templates, at),
      }),
    );
  }

  private programmeOf(facts: readonly Fact[], event: OrderEvent): Programme {
    const { versions, programme, published: all } = this.settings;
    const pinned = knownOf(facts).paid?.programmeVersion;
    const at = event.type === 'paid' ? event.paidAt : event.type === 'completed' ? event.completedAt : event.refundedAt;
    const then = versions.filter(({ from }) => from <= at).at(-1)?.version ?? programme.version;
    return all.get(pinned ?? then) ?? programme;
  }

  private stamp(at: EpochMs): Stamp {
    const { zone, version } = this.settings.programme;
    const origin = { storeId: 'default', channel: 'till', actor: 'partner', partnerId: 'p' } as const;
    return { at, zone, programmeVersion: version, origin, clockwork: clockworkOf(this.settings, at) };
  }

  /** As the sweeper leaves it. */
  private delivered(member: Member): Member {
    const waiting = Object.values(member.journal).sort((a, b) => a.seq - b.seq);
    this.facts.push(...waiting.map(factOf));
    return { ...member, journal: {} };
  }
}

export function tillOrder(orderId: string): OrderOrigin {
  return { partnerId: 'p', orderId, storeId: 'default', channel: 'till', actor: 'partner' };
}

/** For a rule of the product that is wrapped in a command. */
export function ruleOf(command: Command): (member: Member, today: DayKey) => Posting | string {
  return (member, today) => {
    const decided = command.rule(member, today, []);
    return decided.ok ? decided.data : decided.code;
  };
}
