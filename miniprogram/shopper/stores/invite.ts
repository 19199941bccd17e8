import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { FriendView, InviteView } from '../../../typings/api/friends';
import { call } from '../../services/cloud';
import { invitation } from '../../stores/invitation';
import { membership } from '../../stores/membership';
import { Paged } from '../../stores/paged';

/** The member's own invitations: what they bring, and how far each friend's reward has come. */
class Invite {
  view: InviteView | null = null;
  readonly list: Paged<FriendView> = new Paged<FriendView>(async ({ cursor }) => {
    if (cursor !== undefined) {
      const outcome = await call('invite.friends', { cursor });
      if (!outcome.ok) return outcome;
      const { friends, nextCursor, today } = outcome.data;
      return { ok: true, data: { items: friends, nextCursor, today } };
    }
    const outcome = await call('invite.view', {});
    if (!outcome.ok) return outcome;
    const { friends, nextCursor, today, code } = outcome.data;
    runInAction(() => {
      this.view = outcome.data;
    });
    const { member } = membership;
    if (member) invitation.learn(member.number, code);
    return { ok: true, data: { items: friends, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  leave(): void {
    this.view = null;
    this.list.leave();
  }
}

export const invite = new Invite();
