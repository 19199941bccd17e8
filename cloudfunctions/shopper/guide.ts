import type { GuideRow, GuideView } from '../../typings/api/shopper';
import { dayOf } from '../core/calendar';
import { checkInRules } from '../core/checkin';
import {
  assistGuide,
  daysGuide,
  earningGuide,
  namesOf,
  pointsGuide,
  referralGuide,
  tiersGuide,
} from '../core/programme';
import { loadSettings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { accept, type Result } from '../platform/refusal';

/** Every rule of the programme, for members and guests alike. */
export async function guide(env: Environment): Promise<Result<GuideView>> {
  const { programme, stores, shop, templates } = await loadSettings(env);
  const today = dayOf(env.now, programme.zone);
  const names = namesOf(programme, stores, templates);
  const assistRows = shop.modules.invite ? assistGuide(programme, names, today) : [];
  const friendRows = shop.modules.invite ? referralGuide(programme, names) : [];
  const sections: { code: GuideView['sections'][number]['code']; rows: GuideRow[] }[] = [
    { code: 'checkin', rows: shop.modules.checkin ? checkInRules(programme, names, today) : [] },
    { code: 'earning', rows: [...earningGuide(programme, names), ...friendRows] },
    { code: 'days', rows: [...daysGuide(programme, names, today), ...assistRows] },
    { code: 'tiers', rows: tiersGuide(programme, names) },
    { code: 'points', rows: pointsGuide(programme) },
  ];
  return accept({ now: env.now, today, sections: sections.filter(({ rows }) => rows.length > 0) });
}
