import type { ConsentsView, MessageKind } from '../../../typings/api/messages';
import type { ShopView } from '../../../typings/api/shopper';
import type { Switches } from '../../services/switches';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

export interface ReminderRow {
  kind: MessageKind;
  icon: string;
  title: string;
  /** When one is told. */
  text: string;
  /** How many messages may still be sent. */
  state: string;
  on: boolean;
  button: string;
  spoken: string;
}

/** In the order of a year with the shop; rewards of friends last. */
const ICONS: Record<MessageKind, string> = {
  memberDay: 'calendar',
  pointsEnding: 'clock',
  couponEnding: 'ticket',
  redemptionReady: 'bag',
  tierWarning: 'tier',
  rewardPaid: 'team',
};

/** A row for each kind that the shop has a template for. */
export function reminderRows(
  shop: Pick<ShopView, 'messages'>,
  left: ConsentsView['left'],
  { refused }: Switches,
  points: PointsWords,
  { reminders }: PageWords,
): ReminderRow[] {
  const kinds = Object.keys(ICONS) as MessageKind[];
  return kinds
    .filter((kind) => shop.messages[kind])
    .map((kind) => {
      const { title, text } = reminders.kinds[kind](points.name);
      const count = left[kind] ?? 0;
      const plain = count > 0 ? reminders.left(count) : reminders.none;
      const state = refused.includes(kind) ? reminders.refused : plain;
      const button = count > 0 ? reminders.more : reminders.ask;
      return {
        kind,
        icon: ICONS[kind],
        title,
        text,
        state,
        on: count > 0,
        button,
        spoken: reminders.spoken(title, state, button),
      };
    });
}
