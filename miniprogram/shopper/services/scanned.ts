import { entryScene } from '../../services/entry';
import { membership } from '../../stores/membership';

/** By a code that was scanned or pressed long: only then WeChat shows the Official Account's card (场景值). */
const SCANNED = [1011, 1012, 1025, 1047, 1048, 1049, 1124];

/** The Official Account's card stands where a code was scanned, when the shop wants it: nowhere else WeChat draws it. */
export function canFollow(): boolean {
  return Boolean(membership.home?.shop.officialAccount) && SCANNED.includes(entryScene());
}
