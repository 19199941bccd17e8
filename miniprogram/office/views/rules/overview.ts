/** The rules as a whole: what each part says now, what the draft changes, what is wrong with it. Pure. */
import type { ChangeView, ProgrammeView } from '../../../../typings/api/programme';
import type { Known } from './asking';
import { type Editable, partAt } from './part';
import { ruleSentence, type Sectioned, sentencesOf, tierSentences } from './sentences';

export interface OverviewRow {
  key: string;
  part: Editable;
  code: string;
  title: string;
  lines: string[];
  /** What the draft does to it; '' when nothing. */
  mark: string;
  /** The first thing that is wrong. */
  wrong: string;
  /** Only in force: the draft takes it away, so it leads nowhere. */
  ends: boolean;
}

export interface OverviewGroup {
  key: 'earn' | 'spend' | 'friends';
  title: string;
  rows: OverviewRow[];
}

const GROUPS: Record<OverviewGroup['key'], readonly Sectioned[]> = {
  earn: ['checkIn', 'visits', 'birthday', 'cap'],
  spend: ['points', 'deduction'],
  friends: ['referral', 'assist'],
};

export function overviewOf(view: ProgrammeView, known: Known): OverviewGroup[] {
  const draft = view.draft ?? view.current;
  const row = (part: Editable, code: string, title: string, lines: string[]): OverviewRow => ({
    key: `${part} ${code}`,
    part,
    code,
    title,
    lines: lines.length > 0 ? lines : [known.own.rules.off],
    mark: markOf(view.changes, part, code, known),
    wrong: wrongOf(view, part, code),
    ends: false,
  });
  const parts = (key: OverviewGroup['key']) =>
    GROUPS[key].map((part) => row(part, '', known.own.parts[part], sentencesOf(part, draft, known)));
  const rules = draft.earning.rules.map((rule) => row('rule', rule.code, rule.name, [ruleSentence(rule, known)]));
  const ended = view.current.earning.rules
    .filter(({ code }) => !draft.earning.rules.some((rule) => rule.code === code))
    .map((rule) => ({ ...row('rule', rule.code, rule.name, [ruleSentence(rule, known)]), ends: true }));
  const { sections } = known.own.rules;
  return [
    { key: 'earn', title: sections.earn, rows: [...rules, ...ended, ...parts('earn')] },
    { key: 'spend', title: sections.spend, rows: parts('spend') },
    { key: 'friends', title: sections.friends, rows: parts('friends') },
  ];
}

/** The tiers as one row that leads to their own page. */
export function tiersRow(view: ProgrammeView, known: Known): Omit<OverviewRow, 'part' | 'code' | 'ends'> {
  const draft = view.draft ?? view.current;
  const { own } = known;
  const touched = view.changes.some(({ part }) => part === 'tier' || part === 'ladder' || part === 'growth');
  const wrong = view.problems.find(({ field }) => field.startsWith('tiers') || field.startsWith('growth'));
  return {
    key: 'tiers',
    title: own.rules.tiers(String(draft.tiers.list.length)),
    lines: tierSentences(draft, known),
    mark: touched ? own.rules.marks.changed : '',
    wrong: wrong?.message ?? '',
  };
}

function markOf(changes: readonly ChangeView[], part: Editable, code: string, { own }: Known): string {
  const change = changes.find((each) => each.part === part && each.code === code);
  return change ? own.rules.marks[change.kind] : '';
}

function wrongOf({ problems, draft, current }: ProgrammeView, part: Editable, code: string): string {
  const found = problems.find(({ field }) => {
    const at = partAt(field, draft ?? current);
    return at?.part === part && at.code === code;
  });
  return found?.message ?? '';
}

/** What the draft changes, said in one line each. */
export function changesSaid(changes: readonly ChangeView[], { own: { rules, parts } }: Known): string[] {
  return changes.map(({ part, kind, name }) => {
    if (part !== 'rule' && part !== 'tier') return parts[part];
    return rules[kind](name || parts[part]);
  });
}

/** Whether publishing moves thresholds, which hold from tomorrow on. */
export function movesTiers(changes: readonly ChangeView[]): boolean {
  return changes.some(({ part }) => part === 'tier' || part === 'ladder');
}
