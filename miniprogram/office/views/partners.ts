/** The keys of tills as cards. Pure. */
import type { PartnerRight } from '../../../typings/api/partner';
import type { PartnersView } from '../../../typings/api/team';
import { dayText } from '../../views/dates';
import type { Words } from '../../words/index';
import type { PlacesWords } from '../words/places/zh-Hans';

export const RIGHTS: readonly PartnerRight[] = ['members.read', 'members.write', 'orders', 'coupons', 'points'];

export function partnerCards({ partners, today }: PartnersView, { partners: own }: PlacesWords, words: Words) {
  const { listed } = words.conditions;
  return partners.map(({ id, name, rights, stores, state, made }) => ({
    id,
    name,
    on: state === 'on',
    tag: state === 'on' ? '' : own.isOff,
    rights: rights.map((right) => own.rightsOf[right]).join(listed),
    where: own.made(
      stores === null ? own.everywhere : stores.map((store) => store.name).join(listed),
      dayText(made, today, words),
    ),
  }));
}
