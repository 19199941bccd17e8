/** What a trade's preset contains, in the sentences of the rules; what using it changes, and what it leaves. Pure. */
import type { PresetCode, PresetView } from '../../../../typings/api/programme';
import { figure, money } from '../../../views/figures';
import type { Known } from './asking';
import { inPoints, ruleSentence, sentencesOf, tierSentences } from './sentences';

export interface PresetRow {
  code: PresetCode;
  name: string;
  hint: string;
  /** The few that tell it from the others. */
  brief: string[];
  /** Everything, while it is spread out. */
  parts: { title: string; lines: string[] }[];
  action: string;
}

const BRIEF = 3;

/** Coupons that the preset brings are called by the names that they will have. */
function knowing({ rules, coupons }: PresetView, known: Known): Known {
  const present = known.forms.templates.filter(({ code }) => !coupons.some((each) => each.code === code));
  return { ...known, forms: { ...known.forms, templates: [...present, ...coupons] }, tiers: rules.tiers.list };
}

export function presetRow(preset: PresetView, shown: boolean, given: Known): PresetRow {
  const known = knowing(preset, given);
  const { code, rules } = preset;
  const { own } = known;
  const { presets: words } = own;
  const lines = rules.earning.rules.map((rule) => {
    const sentence = ruleSentence(rule, known);
    return sentence.startsWith(rule.name) ? sentence : words.rule(rule.name, sentence);
  });
  const counts = [words.rewards(figure(preset.rewards.length)), words.coupons(figure(preset.coupons.length))];
  return {
    code,
    name: words.names[code],
    hint: words.hints[code],
    brief: [...lines.slice(0, BRIEF), counts.join(known.words.card.comma)],
    parts: shown ? partsOf(preset, lines, known) : [],
    action: shown ? words.hide : words.look,
  };
}

function partsOf({ rules, rewards, coupons }: PresetView, lines: string[], known: Known): PresetRow['parts'] {
  const { own, words } = known;
  const price = ({ points, cashFen }: PresetView['rewards'][number]) =>
    cashFen > 0 ? `${inPoints(points, known)} + ${money(cashFen)}` : inPoints(points, known);
  const all = [
    { title: own.presets.rules, lines },
    { title: own.parts.checkIn, lines: sentencesOf('checkIn', rules, known) },
    { title: own.presets.tiers, lines: tierSentences(rules, known) },
    { title: own.parts.points, lines: sentencesOf('points', rules, known) },
    { title: own.parts.deduction, lines: sentencesOf('deduction', rules, known) },
    { title: own.parts.referral, lines: sentencesOf('referral', rules, known) },
    {
      title: own.presets.rewards(figure(rewards.length)),
      lines: rewards.map((each) => own.presets.price(each.name, price(each))),
    },
    {
      title: own.presets.coupons(figure(coupons.length)),
      lines: [coupons.map(({ name }) => name).join(words.conditions.listed)],
    },
  ];
  return all.filter((each) => each.lines.length > 0);
}

export interface PresetAsk {
  title: string;
  changes: string[];
  stays: string[];
}

export function presetAsk({ code, added }: PresetView, draft: boolean, { own: { presets: words } }: Known): PresetAsk {
  const adds =
    added.rewards + added.coupons > 0 ? words.adds(figure(added.rewards), figure(added.coupons)) : words.addsNone;
  return {
    title: words.useTitle(words.names[code]),
    changes: [words.rulesChange, adds, ...(draft ? [words.draftGoes] : [])],
    stays: [words.staysGoods, words.staysMembers, words.staysIcons],
  };
}
