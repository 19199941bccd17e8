import { createHash } from 'node:crypto';
import type { NoticeView } from '../../../typings/api/shopper';
import { wallClock } from '../calendar';
import type { LastNotice } from './notice';

/** @param zone the programme's */
export function noticeView({ id, kind, facts, at }: LastNotice, zone: string, unread: boolean): NoticeView {
  const { day, time } = wallClock(at, zone);
  return { id: noticeMark(id), kind, facts, at, day, time, unread };
}

/** What the phone knows a notice by: the `_id` itself says whose it is and of which order. 16 characters. */
export function noticeMark(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 16);
}
