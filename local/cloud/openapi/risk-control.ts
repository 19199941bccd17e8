import * as v from 'valibot';
import { type Api, fine, refused } from './api';

const Request = v.object({
  openid: v.pipe(v.string(), v.nonEmpty()),
  /** 0 registration, 1 marketing cheating */
  scene: v.picklist([0, 1]),
  client_ip: v.pipe(v.string(), v.nonEmpty()),
});

/** Rank 0 (none) to 4 (high), as set through POST /local/risk; 0 for everybody else. */
export const getUserRiskRank: Api = async (args, { state }) => {
  const parsed = v.safeParse(Request, args);
  if (!parsed.success) return refused(61010, `invalid args: ${v.getDotPath(parsed.issues[0]) ?? ''}`);
  return fine({ unoin_id: 0, risk_rank: state.riskRanks.get(parsed.output.openid) ?? 0 });
};
