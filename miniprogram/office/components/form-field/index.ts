/** One field of a form, with its label, help and error. Event change { value }. */
import { membership } from '../../../stores/membership';
import { isSideBySide, momentOf, momentText, read, said, typedOf } from '../../views/field';
import type { Choice, Field } from '../../views/form';
import { formWords } from '../../words/form/index';

/** Colours that go with most signs; any other by its code. */
const PALETTE = [
  '#C53F2B',
  '#D9730D',
  '#B8860B',
  '#2E7D4F',
  '#1F7A78',
  '#2563A8',
  '#4B4EA3',
  '#8A3E8F',
  '#B83265',
  '#6B4A34',
  '#3A3632',
];

/** What is in the box while it is being typed in: '1.50' although it means 1.5. */
const typed = new WeakMap<object, string>();

function unitOf(field: Field): string {
  const { units } = formWords();
  if (field.type === 'whole' && field.unit === 'points') return membership.points.unit || units.points;
  if (field.type === 'whole') return units[field.unit].trim();
  return field.type === 'money' || field.type === 'factor' || field.type === 'rate' ? units[field.type].trim() : '';
}

function boxOf(field: Field, value: unknown, held: string | undefined): string {
  return held !== undefined && read(field, held) === (value ?? null) ? held : typedOf(field, value);
}

function optionsOf(options: readonly Choice[], value: unknown) {
  const chosen = (each: unknown) => (Array.isArray(value) ? value.includes(each) : value === each);
  return options.map((each, place) => ({ ...each, key: String(place), on: chosen(each.value) }));
}

/** What may be left empty says so; a number's help says what none of it means. */
const MAY_BE_EMPTY: readonly Field['type'][] = ['line', 'text', 'day', 'moment', 'time', 'pictures'];

function isUnset(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** What the template draws. */
function drawn(field: Field, value: unknown, held: string | undefined) {
  const words = formWords();
  const options = field.type === 'choice' || field.type === 'choices' ? optionsOf(field.options, value) : [];
  const aside = field.type === 'choice' && isSideBySide(field.options);
  const most = field.type === 'choices' && field.options.length > field.max ? words.most(String(field.max)) : '';
  return {
    kind:
      field.type === 'whole' || field.type === 'money' || field.type === 'factor' || field.type === 'rate'
        ? 'number'
        : field.type,
    keyboard: field.type === 'whole' ? 'number' : 'digit',
    box: boxOf(field, value, held),
    unit: unitOf(field),
    placeholder: (field.type === 'line' || field.type === 'text') && field.placeholder ? field.placeholder : '',
    length: field.type === 'text' ? `${String(value ?? '').trim().length}/${field.max}` : '',
    options: options.map(({ key, label, hint, on }) => ({ key, label, hint: hint ?? '', on, spoken: label })),
    aside: aside ? options.map(({ key, label }) => ({ value: key, label })) : [],
    place: options.find(({ on }) => on)?.key ?? '',
    text: options.find(({ on }) => on)?.label ?? (isUnset(value) ? '' : said(field, value, words)),
    moment: momentOf(value),
    files: Array.isArray(value) ? value : value ? [value] : [],
    palette:
      field.type === 'colour'
        ? PALETTE.map((each) => ({ colour: each, on: each === String(value).toUpperCase() }))
        : [],
    help: [field.hint ?? '', most].filter((each) => each !== '').join(' '),
    may: !field.required && MAY_BE_EMPTY.includes(field.type) ? words.may : '',
    unset: field.required ? words.choose : words.unset,
    label: field.required ? words.must(field.label) : field.label,
  };
}

Component({
  properties: {
    field: { type: Object, value: { name: '', label: '', type: 'line', max: 1 } as Field },
    value: { type: null, value: null },
    error: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
  data: {
    words: formWords(),
    open: false,
    view: drawn({ name: '', label: '', type: 'line', max: 1 }, null, undefined),
  },
  observers: {
    'field, value'(field: Field, value: unknown) {
      this.setData({ words: formWords(), view: drawn(field, value, typed.get(this)) });
    },
  },
  methods: {
    tell(value: unknown) {
      this.triggerEvent('change', { value });
    },
    type(event: WechatMiniprogram.Input) {
      typed.set(this, event.detail.value);
      this.tell(read(this.data.field as Field, event.detail.value));
    },
    /** Left: the box shows the value as it is written. */
    leave() {
      typed.delete(this);
      this.setData({ 'view.box': typedOf(this.data.field as Field, this.data.value) });
    },
    openList() {
      this.setData({ open: true });
    },
    closeList() {
      this.setData({ open: false });
    },
    chooseAside(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.choose(event.detail.value);
    },
    chooseRow(event: WechatMiniprogram.TouchEvent) {
      this.closeList();
      this.choose(event.currentTarget.dataset.key);
    },
    choose(key: string) {
      const field = this.data.field as Field;
      const option = field.type === 'choice' ? field.options[Number(key)] : undefined;
      if (option) this.tell(option.value);
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      const field = this.data.field as Field;
      const option = field.type === 'choices' ? field.options[Number(event.currentTarget.dataset.key)] : undefined;
      if (field.type !== 'choices' || !option) return;
      const chosen = Array.isArray(this.data.value) ? (this.data.value as unknown[]) : [];
      if (chosen.includes(option.value)) this.tell(chosen.filter((each) => each !== option.value));
      else if (field.max === 1) this.tell([option.value]);
      // In the order in which they are offered, so that the same choice is the same list.
      else if (chosen.length < field.max)
        this.tell(
          field.options.map(({ value }) => value).filter((each) => each === option.value || chosen.includes(each)),
        );
    },
    flip() {
      this.tell(this.data.value !== true);
    },
    pickWhole(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.tell(event.detail.value);
    },
    pickDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.tell(momentText({ ...momentOf(this.data.value), day: event.detail.value }));
    },
    pickTime(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.tell(momentText({ ...momentOf(this.data.value), time: event.detail.value }));
    },
    clear() {
      this.tell(null);
    },
    paint(event: WechatMiniprogram.TouchEvent) {
      typed.delete(this);
      this.tell(event.currentTarget.dataset.colour);
    },
    typeColour(event: WechatMiniprogram.Input) {
      typed.set(this, event.detail.value);
      const code = event.detail.value.trim().replace(/^#?/, '#');
      this.tell(/^#[0-9A-Fa-f]{6}$/.test(code) ? code.toUpperCase() : event.detail.value);
    },
    picked(event: WechatMiniprogram.CustomEvent<{ files: string[] }>) {
      const field = this.data.field as Field;
      const { files } = event.detail;
      this.tell(field.type === 'pictures' && field.max === 1 ? (files[0] ?? null) : files);
    },
  },
});
