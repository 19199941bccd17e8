/** One tier: its face, what reaches and keeps it, what it brings. Pure. */

import type { ProgrammeDraft, RightDraft, TierDraft } from '../../../../typings/api/programme';
import type { Material } from '../../../../typings/api/shopper';
import type { ProgrammeWords } from '../../words/programme/zh-Hans';
import {
  ask,
  type Block,
  block,
  type Change,
  type Known,
  listAt,
  type PartForm,
  type Piece,
  type Question,
  withoutAt,
} from './asking';
import { askGrants } from './grants';

export const TIERS_MAX = 10;
const RIGHTS_MAX = 12;
const GROWTH_MAX = 1_000_000_000;

export const tierPart: PartForm = {
  pick: ({ tiers }, code) => tiers.list.find((tier) => tier.code === code) as unknown as Piece | null,
  put: (draft, code, piece) => {
    const tier = piece as unknown as TierDraft;
    const known = draft.tiers.list.some((each) => each.code === code);
    const list = known
      ? draft.tiers.list.map((each) => (each.code === code ? tier : each))
      : [...draft.tiers.list, tier];
    return { ...draft, tiers: { ...draft.tiers, list } };
  },
  at: ({ tiers: { list } }, code) => {
    const place = list.findIndex((tier) => tier.code === code);
    return `tiers.list.${place < 0 ? list.length : place}`;
  },
  blocks: (piece, known) => {
    const { fields, materials } = known.own;
    const first = known.tiers[0]?.code === piece.code;
    const growth = first
      ? []
      : [
          ask('whole', 'from', fields.from, { from: 0, to: GROWTH_MAX, unit: 'growth' }),
          ask('whole', 'keep', fields.tierKeep, { from: 0, to: GROWTH_MAX, unit: 'growth', hint: fields.keepHint }),
        ];
    return [
      block(
        'tier',
        '',
        [
          ask('line', 'name', fields.tierName, { max: 20 }),
          ask('choice', 'material', fields.material, {
            options: (Object.keys(materials) as Material[]).map((value) => ({ value, label: materials[value] })),
          }),
          ask('pictures', 'icon', fields.icon, { use: 'tier', max: 1 }),
          ...growth,
        ],
        first ? { hint: fields.fromFirst } : {},
      ),
      ...(first ? [] : [giftBlock(piece, known)]),
      ...rightBlocks(listAt(piece, 'rights'), known),
    ];
  },
};

function giftBlock(piece: Piece, known: Known): Block {
  const { fields } = known.own;
  return block('gift', fields.gift, [
    ask('whole', 'gift', fields.giftPoints, { from: 0, to: 1_000_000, unit: 'points' }),
    ...askGrants('giftCoupons', listAt(piece, 'giftCoupons'), known),
  ]);
}

type RightCode =
  | 'multiplier'
  | 'checkIn'
  | 'discount'
  | 'freeShipping'
  | 'priorityShipping'
  | 'service'
  | 'birthdayPack'
  | 'exclusiveGoods'
  | 'earlyAccess'
  | 'custom';

interface RightForm {
  begins(own: ProgrammeWords): Omit<RightDraft, 'code'>;
  questions(path: string, right: Piece, known: Known): Question[];
}

const line = (path: string, label: string, max: number) => ask('line', path, label, { max });

const RIGHTS: Record<RightCode, RightForm> = {
  multiplier: {
    begins: () => ({ factor: 120 }),
    questions: (path, _right, { own: { rights } }) => [
      ask('factor', `${path}.factor`, rights.factor, { from: 100, to: 1000 }),
    ],
  },
  checkIn: {
    begins: () => ({ factor: 100 }),
    questions: (path, _right, { own: { rights } }) => [
      ask('factor', `${path}.factor`, rights.factor, { from: 100, to: 1000, hint: rights.plain }),
    ],
  },
  discount: {
    begins: () => ({ rate: 95 }),
    questions: (path, _right, { own: { rights } }) => [
      ask('rate', `${path}.rate`, rights.rate, { from: 1, to: 99, hint: rights.rateHint }),
    ],
  },
  freeShipping: {
    begins: () => ({ minimumFen: 0 }),
    questions: (path, _right, { own: { rights, fields } }) => [
      ask('money', `${path}.minimumFen`, rights.minimumFen, { from: 0, to: 100_000_000, hint: fields.minimumHint }),
    ],
  },
  priorityShipping: { begins: () => ({}), questions: () => [] },
  service: {
    begins: ({ rights }) => ({ text: rights.serviceText }),
    questions: (path, _right, { own: { rights } }) => [line(`${path}.text`, rights.text, 60)],
  },
  birthdayPack: {
    begins: ({ rights }) => ({ name: rights.packName, points: 50 }),
    questions: (path, right, known) => [
      line(`${path}.name`, known.own.rights.name, 20),
      ask('whole', `${path}.points`, known.own.rights.points, { from: 0, to: 100_000, unit: 'points' }),
      ...askGrants(`${path}.coupons`, listAt(right, 'coupons'), known),
    ],
  },
  exclusiveGoods: { begins: () => ({}), questions: () => [] },
  earlyAccess: {
    begins: () => ({ hours: 24 }),
    questions: (path, _right, { own: { rights } }) => [
      ask('whole', `${path}.hours`, rights.hours, { from: 1, to: 720, unit: 'hours' }),
    ],
  },
  custom: {
    begins: ({ rights }) => ({ name: rights.customName, text: rights.customText }),
    questions: (path, _right, { own: { rights } }) => [
      line(`${path}.name`, rights.name, 20),
      line(`${path}.text`, rights.text, 60),
    ],
  },
};

export function isRight(code: unknown): code is RightCode {
  return typeof code === 'string' && code in RIGHTS;
}

function rightBlocks(list: readonly Piece[], known: Known): Block[] {
  const { fields, rights: words } = known.own;
  const cards = list.map((right, place) => {
    const { code } = right;
    const path = `rights.${place}`;
    const remove: Change = ['rights', withoutAt(list, place)];
    if (!isRight(code)) return block(path, String(code), [], { remove });
    return block(path, words[code], RIGHTS[code].questions(path, right, known), { remove });
  });
  const hint = list.length === 0 ? fields.rightsHint : '';
  const all = [block('rights', fields.rights, [], { hint }), ...cards];
  if (list.length >= RIGHTS_MAX) return all;
  const ways = (Object.keys(RIGHTS) as RightCode[])
    .filter((code) => code === 'custom' || !list.some((right) => right.code === code))
    .map((code) => ({
      label: words[code],
      change: ['rights', [...list, { code, ...RIGHTS[code].begins(known.own) }]] as Change,
    }));
  return [...all, block('addRight', '', [], { add: { label: fields.addRight, ways } })];
}

/** Materials by height, for a tier that is added above the others. */
const HIGHER: readonly Material[] = ['silver', 'gold', 'night', 'black'];

/** A tier above the highest. It has no rights yet: until it has, it cannot be published. */
export function startedTier(code: string, { tiers: { list } }: ProgrammeDraft, own: ProgrammeWords): TierDraft {
  const top = list[list.length - 1];
  const from = Math.max(1_000, Number(top?.from ?? 0) * 2);
  const material = HIGHER.find((each) => !list.some((tier) => tier.material === each)) ?? 'black';
  const name = own.tiers.newName;
  return { code, name, material, icon: null, from, keep: Math.floor(from / 2), gift: 0, rights: [] };
}
