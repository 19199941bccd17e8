import type { MemberAnswer, NewMemberAnswer, PingAnswer } from '../../typings/api/partner';
import type { Origin } from '../core/account';
import { dayOf } from '../core/calendar';
import { createWithoutWeChat, findByRef, partnerMember } from '../core/membership';
import type { Partner } from '../core/partners';
import { loadSettings } from '../core/settings';
import { accept } from '../platform/refusal';
import { memberRef, newMember, nothing, readBody, readQuery } from './inputs';
import type { Route } from './route';
import { storeFor } from './store';
import { about } from './subject';

export const ping: Route = {
  method: 'GET',
  path: '/v1/ping',
  action: 'ping',
  right: null,
  open: (request) => {
    const asked = readQuery(request, nothing);
    if (!asked.ok) return asked;
    return accept(async (env) => async (partner, register) => {
      const replay = await register();
      if (replay) return replay;
      const data: PingAnswer = { partner: partner.name, rights: partner.rights, now: env.now };
      return accept({ status: 200, data });
    });
  },
};

export const lookUp: Route = {
  method: 'GET',
  path: '/v1/members',
  action: 'members.find',
  right: 'members.read',
  open: (request) => {
    const ref = readQuery(request, memberRef);
    if (!ref.ok) return ref;
    return accept(async (env) => {
      const [settings, found] = await Promise.all([loadSettings(env), findByRef(env, ref.data)]);
      return async (_partner, register) => {
        const replay = await register();
        if (replay) return replay;
        if (!found.ok) return about(found, Object.keys(ref.data)[0]);
        const today = dayOf(env.now, settings.programme.zone);
        const data: MemberAnswer = { member: partnerMember(found.data, settings, today) };
        return accept({ status: 200, data });
      };
    });
  },
};

export const create: Route = {
  method: 'POST',
  path: '/v1/members',
  action: 'members.create',
  right: 'members.write',
  open: (request) => {
    const input = readBody(request, newMember);
    if (!input.ok) return input;
    return accept(async (env) => {
      const settings = await loadSettings(env);
      return async (partner, register) => {
        const store = storeFor(partner, settings, input.data.storeId);
        if (!store.ok) return store;
        const replay = await register();
        if (replay) return replay;
        const made = await createWithoutWeChat(env, settings, input.data, originOf(partner, store.data));
        if (!made.ok) return made;
        const { created, member } = made.data;
        const today = dayOf(env.now, settings.programme.zone);
        const data: NewMemberAnswer = { created, member: partnerMember(member, settings, today) };
        return accept({ status: created ? 201 : 200, data });
      };
    });
  },
};

function originOf({ _id }: Partner, storeId: string): Origin {
  return { storeId, channel: 'till', actor: 'partner', partnerId: _id };
}
