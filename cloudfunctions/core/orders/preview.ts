/** What an order would bring if it were paid now: its booking, without being written. Pure. */
import type { Because, Channel, DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import { balanceOf, type Member } from '../account';
import type { Settings } from '../settings';
import { grantingBy } from '../templates';
import { book } from './rules';

export interface Previewed {
  settings: Settings;
  /** As it will be when the order is booked: without the points that are taken off its price. */
  member: Member;
  amountFen: Fen;
  channel: Channel;
  storeId: string;
  today: DayKey;
  now: EpochMs;
}

/** Laws: the same member, programme, store and instant bring the same points, growth and lines when the order is booked. */
export function previewOrder(of: Previewed): { points: Points; growth: number; because: Because[] } {
  const { settings, member, amountFen, channel, storeId, today, now } = of;
  const posting = book({
    member,
    facts: [],
    order: { partnerId: '', orderId: '', storeId, channel, actor: 'partner' },
    event: { type: 'paid', amountFen, paidAt: now, completed: true },
    print: '',
    programme: settings.programme,
    ladders: settings.ladders,
    tiers: settings.programme.tiers,
    store: '',
    today,
    now,
    grant: grantingBy(settings.templates, now, () => ''),
  });
  // More points than can be counted: booking refuses it too.
  if (typeof posting === 'string') return { points: 0 as Points, growth: 0, because: [] };
  const [draft] = posting.drafts;
  return { points: balanceOf(draft.moves), growth: draft.growth ?? 0, because: draft.because };
}
