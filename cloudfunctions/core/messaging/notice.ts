/** A notice is a document born with an entry: what happened, in facts that the phone words. */
import type { NoticeArgs } from '../../../typings/codes';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { messageOf } from './kinds';

export interface Notice {
  /** `<memberId>:<key>` */
  _id: string;
  shape: 1;
  memberId: string;
  kind: keyof NoticeArgs;
  facts: Record<string, string | number>;
  /** When it is to be shown, and sent if the member has asked for that. */
  dueAt: EpochMs;
  /** A sent notice is marked, never removed while its entry could be delivered again. */
  state: 'new' | 'sent';
  /** Stands in the inbox without being counted as new: it was made outside of entries, or tells of the member's own tap. */
  counted?: false;
  /** `_id` of the redemption it tells of: once that is handed over or given back, nothing is sent any more. */
  about?: string;
  /** When the sender looks at it; absent for a kind that is never sent, and once its fate is decided. Indexed. */
  outbox?: EpochMs;
  /** Of the sender that has taken it: from then on it is sent once or never. Indexed. */
  claim?: string;
  /** The member's day on which it counts as a message. */
  sentOn?: DayKey;
  outcome?: Outcome;
  /** How often WeChat has asked to come back with it. */
  tries?: number;
}

/**
 * 'claimed' and nothing further: the sender died in between, and whether it was sent nobody knows. 'unasked': the member
 * has not agreed to it; 'refused': they have, and have withdrawn it in WeChat; 'late': what it says is over; 'off': the
 * shop sends no such message; 'failed': the channel's own trouble.
 */
export type Outcome = 'claimed' | 'sent' | 'unasked' | 'refused' | 'unreachable' | 'late' | 'off' | 'failed';

/** What a member document keeps of its newest notice, so that the home page needs no further read. */
export interface LastNotice {
  id: string;
  kind: keyof NoticeArgs;
  facts: Record<string, string | number>;
  at: EpochMs;
}

export type NoticeBirth = { collection: 'notices'; document: Notice };

/**
 * Kinds that can be sent are due in the outbox as soon as they are due to be shown.
 * @param key what the notice is about, unique per member: 'order:till-1:A1001:paid'
 */
export function noticeBirth<Kind extends keyof NoticeArgs>(
  memberId: string,
  key: string,
  kind: Kind,
  facts: NoticeArgs[Kind],
  dueAt: EpochMs,
): NoticeBirth {
  const sent = messageOf(kind) === null ? {} : { outbox: dueAt };
  const document: Notice = { _id: `${memberId}:${key}`, shape: 1, memberId, kind, facts, dueAt, state: 'new', ...sent };
  return { collection: 'notices', document };
}

/** What is taken can be collected. The member has just taken it: it is not new to them. */
export function readyBirth(
  memberId: string,
  redemptionId: string,
  facts: NoticeArgs['redemptionReady'],
  at: EpochMs,
): NoticeBirth {
  const { collection, document } = noticeBirth(memberId, `ready:${redemptionId}`, 'redemptionReady', facts, at);
  return uncounted({ collection, document: { ...document, about: redemptionId } });
}

/** One that the member is not shown as new: no entry counts it, or it tells of what they have just done themselves. */
export function uncounted({ collection, document }: NoticeBirth): NoticeBirth {
  return { collection, document: { ...document, counted: false } };
}

/** The same notice, of a later instant: what it tells of has only then come to be. */
export function dueFrom(document: Notice, at: EpochMs): Notice {
  return { ...document, dueAt: at, ...(document.outbox === undefined ? {} : { outbox: at }) };
}
