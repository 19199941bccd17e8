import type { ProgrammeDraft, RuleDraft, TierDraft } from '../../../typings/api/programme';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { editorFields, editorMethods } from '../services/editor';
import { answered, asked, blocksOf, part } from '../stores/part';
import { programme } from '../stores/programme';
import type { Block, Piece } from '../views/rules/asking';
import { cardOf } from '../views/rules/card';
import { isPart, PARTS, placed, sectionOf, within } from '../views/rules/part';
import { freeCode, isStart, startedRule } from '../views/rules/rule';
import { ruleSentence, sentencesOf } from '../views/rules/sentences';
import { startedTier } from '../views/rules/tier';
import { formWords } from '../words/form/index';
import { programmeWords } from '../words/programme/index';

/** What the shopper will read of it. */
function told(piece: Piece): string[] {
  const { draft } = programme;
  if (!draft || Object.keys(piece).length === 0) return [];
  const known = programme.knownOf(draft);
  if (asked.part === 'tier') return [];
  if (asked.part === 'rule') return [ruleSentence(piece as unknown as RuleDraft, known)];
  return sentencesOf(asked.part, PARTS[asked.part].put(draft, asked.code, piece), known);
}

/** The problems of the stored draft, where what they are about has not been changed since. */
function problems() {
  const { view, draft } = programme;
  if (!view || !draft || part.changes.length > 0) return { errors: {}, rest: [] as string[] };
  const at = PARTS[asked.part].at(draft, asked.code);
  return placed(within(view.problems, asked.part, asked.code, draft), at, part.sections);
}

const drawn = ({ key, title, hint, questions, remove, add, ...rest }: Block) => ({
  key,
  title,
  hint,
  sections: questions.length > 0 ? [sectionOf({ key, title, hint, questions, remove, add, ...rest })] : [],
  remove: remove !== null,
  add: add?.label ?? '',
});

function values(): Record<string, unknown> {
  const shown = blocksOf(part.draft ?? {})
    .flatMap(({ questions }) => questions)
    .filter(({ value }) => value !== undefined)
    .map(({ field, value }) => [field.name, value]);
  return { ...part.values, ...Object.fromEntries(shown) };
}

function title(): string {
  const name = part.draft?.name;
  const { parts } = programmeWords();
  return typeof name === 'string' && name ? name : parts[asked.part];
}

/** A new rule or tier, under a code that neither the draft nor what is in force has. */
function begun(draft: ProgrammeDraft, starts: string): Piece | null {
  const drafts = programme.view ? [draft, programme.view.current] : [draft];
  const own = programmeWords();
  if (asked.part === 'tier') return startedTier(freeCode('tier', drafts), draft, own) as unknown as Piece;
  if (!isStart(starts)) return null;
  const known = programme.knownOf(draft);
  const template = known.forms.templates[0]?.code ?? '';
  return startedRule(starts, freeCode('rule', drafts), { today: known.today, template, own }) as unknown as Piece;
}

Component({
  behaviors: [
    pageRoot,
    bound({
      ...editorFields(part),
      values,
      errors: () => ({ ...problems().errors, ...part.errors }),
      rest: () => problems().rest,
      gone: () => asked.gone,
      blocks: () => blocksOf(part.draft ?? {}).map(drawn),
      told: () => told(part.draft ?? {}),
      card: () =>
        asked.part === 'tier' && part.draft && programme.draft && 'rights' in part.draft
          ? cardOf(part.draft as unknown as TierDraft, programme.knownOf(programme.draft))
          : null,
      own: () => programmeWords().edit,
      closing: () => formWords().close,
      saveLabel: () => programmeWords().edit.saveDraft,
      /** Something of a list, which is there already, can be taken away. */
      removable: () => (asked.begins === null && (asked.part === 'rule' || asked.part === 'tier') ? asked.part : ''),
      working: () => programme.working,
      title,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  data: {
    adding: [] as { label: string }[],
    /** Which block something is added to. */
    to: '',
    removing: false,
  },
  observers: {
    title(text: string) {
      if (text) wx.setNavigationBarTitle({ title: text });
    },
  },
  methods: {
    ...editorMethods(part),
    async onLoad({ part: name = '', code = '', start = '' }: { part?: string; code?: string; start?: string }) {
      void membership.ensure();
      if (!isPart(name)) return;
      if (start) {
        if (!programme.draft) await programme.open();
        const { draft } = programme;
        asked.ask(name, '', null);
        const piece = draft && begun(draft, start);
        asked.ask(name, String(piece?.code ?? ''), piece);
      } else asked.ask(name, code, null);
      await part.open();
    },
    onUnload() {
      part.leave();
    },
    change({ detail }: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
      part.set(...answered(detail.name, detail.value));
    },
    blockOf(key: string): Block | undefined {
      return blocksOf(part.draft ?? {}).find((each) => each.key === key);
    },
    takeAway({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      const remove = this.blockOf(dataset.key)?.remove;
      if (remove) part.set(...remove);
    },
    /** One way is taken at once, of several one is chosen. */
    add({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      const ways = this.blockOf(dataset.key)?.add?.ways ?? [];
      if (ways.length === 1 && ways[0]) part.set(...ways[0].change);
      else this.setData({ adding: ways.map(({ label }) => ({ label })), to: dataset.key });
    },
    choose({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent) {
      const way = this.blockOf(this.data.to)?.add?.ways[Number(dataset.place)];
      if (way) part.set(...way.change);
      this.endAdding();
    },
    endAdding() {
      this.setData({ adding: [], to: '' });
    },
    askRemove() {
      this.setData({ removing: true });
    },
    keep() {
      this.setData({ removing: false });
    },
    async remove() {
      const { draft } = programme;
      if (!draft || !(await programme.save(without(draft)))) return;
      part.leave();
      notice.say(programmeWords().edit.removed);
      this.back();
    },
    up() {
      void this.shift(-1);
    },
    down() {
      void this.shift(1);
    },
    async shift(by: number) {
      const { draft } = programme;
      const next = draft && shifted(draft, by);
      if (next && (await programme.save(next))) await part.open();
    },
    back() {
      wx.navigateBack({ fail: () => wx.redirectTo({ url: '/office/rules/index' }) });
    },
  },
});

function without(draft: ProgrammeDraft): ProgrammeDraft {
  const rest = <One extends { code: string }>(list: One[]) => list.filter(({ code }) => code !== asked.code);
  return asked.part === 'tier'
    ? { ...draft, tiers: { ...draft.tiers, list: rest(draft.tiers.list) } }
    : { ...draft, earning: { ...draft.earning, rules: rest(draft.earning.rules) } };
}

/** A rule one place nearer to the first, or to the last. */
function shifted(draft: ProgrammeDraft, by: number): ProgrammeDraft | null {
  const rules = [...draft.earning.rules];
  const place = rules.findIndex(({ code }) => code === asked.code);
  const [one, other] = [rules[place], rules[place + by]];
  if (!one || !other) return null;
  rules[place] = other;
  rules[place + by] = one;
  return { ...draft, earning: { ...draft.earning, rules } };
}
