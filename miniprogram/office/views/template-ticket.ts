/** A coupon template as the ticket that a shopper will hold. Pure. */
import type { TemplateDraft, TemplateRow, TemplatesView } from '../../../typings/api/catalogue';
import type { DayKey, Fen } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { figure } from '../../views/figures';
import { stubFace, type TicketView, whereText } from '../../views/ticket';
import type { Words } from '../../words/index';
import type { CatalogueWords } from '../words/catalogue/zh-Hans';

type Shop = Pick<TemplatesView, 'stores'>;

function validText({ validity }: TemplateDraft, today: DayKey, words: Words, { templates }: CatalogueWords): string {
  if (validity.kind === 'relative') {
    const after = readable(validity.afterDays);
    return templates.relative(after > 0 ? figure(after) : '', words.figures.days(readable(validity.days)));
  }
  const { from, until } = validity;
  return from && until ? templates.fixed(dayText(from, today, words), dayText(until, today, words)) : '';
}

/** What is being typed may be no number yet. */
function readable(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function shown({ value }: TemplateDraft): TemplateDraft['value'] {
  switch (value.kind) {
    case 'amount':
      return { ...value, fen: readable(value.fen) as Fen, thresholdFen: readable(value.thresholdFen) as Fen };
    case 'percent':
      return {
        ...value,
        rate: readable(value.rate),
        thresholdFen: readable(value.thresholdFen) as Fen,
        capFen: value.capFen === null ? null : (readable(value.capFen) as Fen),
      };
    case 'freeShipping':
      return { ...value, thresholdFen: readable(value.thresholdFen) as Fen };
    case 'exchange':
      return value;
  }
}

export function templateTicket(
  code: string,
  template: TemplateDraft,
  { stores }: Shop,
  today: DayKey,
  words: Words,
  own: CatalogueWords,
): TicketView {
  const face = stubFace(shown(template), words);
  const named = stores.filter(({ id }) => template.stores.includes(id)).map(({ name }) => name);
  const ends = validText(template, today, words, own);
  const name = template.name.trim() || own.template.nameless;
  return {
    id: code,
    ...face,
    name,
    where: whereText({ stores: named, channels: template.channels }, words),
    ends,
    soon: false,
    tone: template.state === 'on' ? 'brand' : 'grey',
    stamp: '',
    used: false,
    action: '',
    spoken: words.ticket.spoken(name, `${face.figure}${face.unit}`, face.condition, ends),
  };
}

/** How it is given, and how much of it there is left. */
export function standingText({ template, quota, pool, promised }: TemplateRow, { templates }: CatalogueWords): string {
  const how = template.claim ? templates.claimable : templates.given;
  const parts = [
    promised && template.state === 'on' ? templates.promised : how,
    quota ? templates.quota(figure(quota.taken), figure(quota.made)) : '',
    pool === null ? '' : pool === 0 ? templates.poolEmpty : templates.pool(figure(pool)),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
