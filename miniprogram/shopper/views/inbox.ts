import type { NoticeView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { dayGroupText } from '../../views/dates';
import { unbroken } from '../../views/figures';
import { noticeIcon, noticeText, noticeUrl } from '../../views/notice';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** A row of the inbox. */
export interface NoticeRowView {
  id: string;
  icon: string;
  tone: 'plain' | 'gift' | 'warn';
  text: string;
  time: string;
  unread: boolean;
  url: string;
  spoken: string;
}

export interface NoticeGroup {
  day: DayKey;
  title: string;
  rows: NoticeRowView[];
}

const TONES: Partial<Record<string, NoticeRowView['tone']>> = {
  tierUp: 'gift',
  tierGift: 'gift',
  birthday: 'gift',
  coupon: 'gift',
  tierWarning: 'warn',
  expiring: 'warn',
};

function rowView(notice: NoticeView, points: PointsWords, words: PageWords): NoticeRowView {
  const said = noticeText(notice, points, words);
  const spoken = words.inbox.spoken(said, notice.time);
  return {
    id: notice.id,
    icon: noticeIcon(notice),
    tone: TONES[notice.kind] ?? 'plain',
    text: unbroken(said),
    time: notice.time,
    unread: notice.unread,
    url: noticeUrl(notice),
    spoken: notice.unread ? `${words.inbox.unread}${words.card.comma}${spoken}` : spoken,
  };
}

/** Newest first, by day. */
export function inboxView(notices: NoticeView[], today: DayKey, points: PointsWords, words: PageWords): NoticeGroup[] {
  const groups: NoticeGroup[] = [];
  for (const notice of notices) {
    let group = groups[groups.length - 1];
    if (!group || group.day !== notice.day) {
      group = { day: notice.day, title: dayGroupText(notice.day, today, words), rows: [] };
      groups.push(group);
    }
    group.rows.push(rowView(notice, points, words));
  }
  return groups;
}
