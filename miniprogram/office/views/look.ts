/** The shop's looks as they are edited: what may be left out is a choice there, and nothing typed is lost by choosing. Pure. */
import type { ColoursView, ShopLook } from '../../../typings/api/shop';
import type { ShopWords } from '../words/shop/zh-Hans';
import type { Errors, Field, Section } from './form';

export interface LookDraft extends Omit<ShopLook, 'service' | 'group'> {
  service: { kind: 'none' | 'wechat' | 'wecom'; corpId: string; url: string };
  group: { on: boolean; title: string; text: string; picture: string | null };
}

export function lookDraft({ service, group, ...rest }: ShopLook): LookDraft {
  const { corpId = '', url = '' } = service?.kind === 'wecom' ? service : {};
  return {
    ...rest,
    service: { kind: service?.kind ?? 'none', corpId, url },
    group: { on: group !== null, title: group?.title ?? '', text: group?.text ?? '', picture: group?.picture ?? null },
  };
}

export function lookOf({ service, group, ...rest }: LookDraft): ShopLook {
  const { kind, corpId, url } = service;
  const { on, title, text, picture } = group;
  return {
    ...rest,
    service: kind === 'none' ? null : kind === 'wechat' ? { kind } : { kind, corpId: corpId.trim(), url: url.trim() },
    group: on ? { title, text, picture: picture ?? '' } : null,
  };
}

export function lookSections(draft: LookDraft, { look: words }: ShopWords): Section[] {
  const { sections } = words;
  return [
    {
      title: sections.colour,
      fields: [{ type: 'colour', name: 'colour', label: words.colour, hint: words.colourHint, required: true }],
    },
    {
      title: sections.name,
      fields: [
        { type: 'line', name: 'name', label: words.name, max: 20, required: true },
        { type: 'pictures', name: 'logo', label: words.logo, use: 'logo', max: 1 },
      ],
    },
    {
      title: sections.points,
      fields: [
        {
          type: 'line',
          name: 'points.name',
          label: words.pointsName,
          hint: words.pointsNameHint,
          max: 6,
          required: true,
        },
        {
          type: 'line',
          name: 'points.unit',
          label: words.pointsUnit,
          hint: words.pointsUnitHint,
          max: 2,
          required: true,
        },
      ],
    },
    {
      title: sections.place,
      fields: [
        { type: 'line', name: 'hours', label: words.hours, placeholder: words.hoursPlaceholder, max: 60 },
        { type: 'line', name: 'address', label: words.address, max: 120 },
        { type: 'line', name: 'phone', label: words.phone, max: 30 },
      ],
    },
    { title: sections.contact, fields: contactFields(draft, words) },
    { title: sections.group, fields: groupFields(draft, words) },
  ];
}

function contactFields({ service }: LookDraft, words: ShopWords['look']): Field[] {
  const options = (['none', 'wechat', 'wecom'] as const).map((value) => ({ value, label: words.services[value] }));
  const kind: Field = { type: 'choice', name: 'service.kind', label: words.service, hint: words.serviceHint, options };
  if (service.kind !== 'wecom') return [kind];
  return [
    kind,
    { type: 'line', name: 'service.corpId', label: words.corpId, hint: words.corpIdHint, max: 64, required: true },
    { type: 'line', name: 'service.url', label: words.url, hint: words.urlHint, max: 200, required: true },
  ];
}

function groupFields({ group }: LookDraft, words: ShopWords['look']): Field[] {
  const account: Field = { type: 'switch', name: 'officialAccount', label: words.officialAccount };
  const on: Field = { type: 'switch', name: 'group.on', label: words.groupOn };
  if (!group.on) return [on, account];
  return [
    on,
    { type: 'line', name: 'group.title', label: words.groupTitle, max: 20, required: true },
    { type: 'line', name: 'group.text', label: words.groupText, max: 60 },
    { type: 'pictures', name: 'group.picture', label: words.groupPicture, use: 'group', max: 1, required: true },
    account,
  ];
}

const SERVICE = 'https://work.weixin.qq.com/kfid/';

/** Sentences beyond what each field sees by itself. */
export function lookErrors({ service }: LookDraft, { look: words }: ShopWords): Errors {
  if (service.kind !== 'wecom') return {};
  const { corpId, url } = service;
  return {
    ...(corpId.trim() && !/^[A-Za-z0-9]+$/.test(corpId.trim()) ? { 'service.corpId': words.wrongCorpId } : {}),
    ...(url.trim() && !url.trim().startsWith(SERVICE) ? { 'service.url': words.wrongUrl } : {}),
  };
}

const ENOUGH = 450;

/** What stands beside the two previews. */
export function contrastLines({ contrasts, moved, light }: ColoursView, { look: { preview } }: ShopWords) {
  const of = (mode: 'light' | 'dark') => {
    const [button = 0, text = 0, chip = 0] = contrasts.map((each) => each[mode]);
    const [one, two, three] = [button, text, chip].map((each) => (Math.floor(each / 10) / 10).toFixed(1));
    return preview.contrast(one ?? '', two ?? '', three ?? '');
  };
  const enough = contrasts.every((each) => each.light >= ENOUGH && each.dark >= ENOUGH);
  return {
    light: of('light'),
    dark: of('dark'),
    verdict: enough ? preview.enough : '',
    moved: moved ? preview.moved(light['--brand'] ?? '') : '',
  };
}
