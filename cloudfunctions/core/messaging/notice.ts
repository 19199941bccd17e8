/** A notice is a document born with an entry: what happened, in facts that the phone words. */
import type { NoticeArgs } from '../../../typings/codes';
import type { EpochMs } from '../../../typings/domain';

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
}

/** What a member document keeps of its newest notice, so that the home page needs no further read. */
export interface LastNotice {
  id: string;
  kind: keyof NoticeArgs;
  facts: Record<string, string | number>;
  at: EpochMs;
}

/** @param key what the notice is about, unique per member: 'order:till-1:A1001:paid' */
export function noticeBirth<Kind extends keyof NoticeArgs>(
  memberId: string,
  key: string,
  kind: Kind,
  facts: NoticeArgs[Kind],
  dueAt: EpochMs,
): { collection: 'notices'; document: Notice } {
  const document: Notice = { _id: `${memberId}:${key}`, shape: 1, memberId, kind, facts, dueAt, state: 'new' };
  return { collection: 'notices', document };
}
