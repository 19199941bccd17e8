/** Points off at a till: set aside before the customer pays, then captured with the sale, or released. */
import type { DeductionAnswer } from '../../typings/api/partner';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { type Deduction, type Ending, endDeduction, reserveDeduction, type Taken } from '../core/deductions';
import { partnerMember } from '../core/membership';
import { loadSettings, type Settings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../platform/refusal';
import { deduction, deductionPath, nothing, readBody, readPath } from './inputs';
import type { Reply, Route } from './route';
import { storeFor } from './store';
import { about } from './subject';

/** Which field of a request a refusal is about. */
const SUBJECTS: { [code: string]: string | undefined } = {
  CODE_OUTDATED: 'member.code',
  CODE_NEEDED: 'member.code',
  FROZEN: 'member',
  CLOSED: 'member',
  DEDUCTION_MINIMUM: 'amountFen',
  DEDUCTION_OFF: 'points',
  DEDUCTION_STEP: 'points',
  DEDUCTION_TOO_MUCH: 'points',
  INSUFFICIENT: 'points',
};

const aboutDeduction = (refusal: Refusal): Refusal => about(refusal, SUBJECTS[refusal.code] ?? 'deductionId');

export const deduct: Route = {
  method: 'POST',
  path: '/v1/deductions',
  action: 'deductions.reserve',
  right: 'points',
  guessable: true,
  open: (request) => {
    const read = readBody(request, deduction);
    if (!read.ok) return read;
    const { deductionId, member, points, amountFen, storeId, channel } = read.data;
    return accept(async (env) => {
      const settings = await loadSettings(env);
      return async (partner, register) => {
        const store = storeFor(partner, settings, storeId);
        if (!store.ok) return store;
        // Points are the member's money: only the phone in their hand may spend them.
        if (!('code' in member)) return aboutDeduction(refuse('CODE_NEEDED'));
        const { code } = member;
        const asked = { partnerId: partner._id, deductionId, code, points, amountFen, storeId: store.data, channel };
        const done = await reserveDeduction(env, settings, asked, register);
        return replied(env, settings, done);
      };
    });
  },
};

function ending(verb: string, to: Ending): Route {
  return {
    method: 'POST',
    path: `/v1/deductions/{deductionId}/${verb}`,
    action: `deductions.${verb}`,
    right: 'points',
    open: (request, parameters) => {
      const named = readPath(parameters, deductionPath);
      if (!named.ok) return named;
      const read = readBody(request, nothing);
      if (!read.ok) return read;
      return accept(async (env) => {
        const settings = await loadSettings(env);
        return async (partner, register) => {
          const replay = await register();
          if (replay) return replay;
          const id = { partnerId: partner._id, deductionId: named.data.deductionId };
          return replied(env, settings, await endDeduction(env, settings, id, to));
        };
      });
    },
  };
}

export const capture = ending('capture', 'captured');
export const letGo = ending('release', 'released');
export const takeBack = ending('return', 'returned');

type Done = { repeated: boolean; deduction: Deduction; taken: Taken; member: Member };

function replied(env: Environment, settings: Settings, done: Result<Done>): Result<Reply> {
  if (!done.ok) return aboutDeduction(done);
  const { repeated, deduction: document, taken, member } = done.data;
  const { deductionId, until } = document;
  const state = SETTLED[document.state];
  const today = dayOf(env.now, settings.programme.zone);
  const data: DeductionAnswer = {
    deductionId,
    repeated,
    state,
    points: taken.points,
    fen: taken.fen,
    until: state === 'reserved' ? until : null,
    member: partnerMember(member, settings, today),
  };
  return accept({ status: repeated ? 200 : 201, data });
}

/** What stands between is on its way to its end and turns back no more. */
const SETTLED: Record<Deduction['state'], DeductionAnswer['state']> = {
  reserved: 'reserved',
  captured: 'captured',
  releasing: 'released',
  released: 'released',
  returning: 'returned',
  returned: 'returned',
};
