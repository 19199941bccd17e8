import type { CodesView } from '../../../typings/api/shopper';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { issueCodes } from './code';
import { findMember } from './find';

/** Codes for the next ten minutes. A frozen account shows its code too: the staff find it by that. */
export async function codes(env: Environment, openid: string): Promise<Result<CodesView>> {
  const member = await findMember(env.store, openid);
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed') return refuse('CLOSED');
  const { number } = member;
  return accept({ now: env.now, number, codes: issueCodes(number, env.now, keyFor('member-code')) });
}
