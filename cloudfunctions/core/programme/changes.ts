/** What a draft changes, part by part. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { ChangeView, PartCode, ProgrammeDraft } from '../../../typings/api/programme';

type Whole = Exclude<PartCode, 'rule' | 'tier'>;

/** What each part consists of; the rules and tiers themselves are compared one by one. */
const WHOLES: Record<Whole, (draft: ProgrammeDraft) => unknown> = {
  points: ({ validity, waiting, refund }) => [validity, waiting, refund],
  checkIn: ({ checkIn }) => checkIn,
  order: () => null,
  cap: ({ earning }) => earning.cap,
  growth: ({ growth }) => growth,
  deduction: ({ deduction }) => deduction ?? null,
  birthday: ({ birthday }) => birthday,
  referral: ({ referral }) => referral ?? null,
  assist: ({ assist }) => assist ?? null,
  visits: ({ visits }) => visits ?? null,
  ladder: ({ tiers: { list: _list, ...terms } }) => terms,
};

export function changesOf(current: ProgrammeDraft, draft: ProgrammeDraft): ChangeView[] {
  const wholes = (Object.keys(WHOLES) as Whole[])
    .filter((part) => !isDeepStrictEqual(WHOLES[part](current), WHOLES[part](draft)))
    .map((part): ChangeView => ({ part, kind: 'changed', name: '', code: '' }));
  return [
    ...wholes,
    ...ofList('rule', current.earning.rules, draft.earning.rules),
    ...(isReordered(current.earning.rules, draft.earning.rules)
      ? [{ part: 'order', kind: 'changed', name: '', code: '' } as const]
      : []),
    ...ofList('tier', current.tiers.list, draft.tiers.list),
  ];
}

interface One {
  code: string;
  name: string;
}

function ofList(part: 'rule' | 'tier', before: readonly One[], after: readonly One[]): ChangeView[] {
  const told = (kind: ChangeView['kind'], { name, code }: One): ChangeView => ({
    part,
    kind,
    name: String(name ?? ''),
    code: String(code ?? ''),
  });
  return [
    ...after.flatMap((each) => {
      const was = before.find(({ code }) => code === each.code);
      if (!was) return [told('added', each)];
      return isDeepStrictEqual(was, each) ? [] : [told('changed', each)];
    }),
    ...before.filter(({ code }) => !after.some((each) => each.code === code)).map((each) => told('removed', each)),
  ];
}

/** Whether those that stay stand in another order. */
function isReordered(before: readonly One[], after: readonly One[]): boolean {
  const staying = (list: readonly One[], other: readonly One[]) =>
    list.map(({ code }) => code).filter((code) => other.some((each) => each.code === code));
  return !isDeepStrictEqual(staying(before, after), staying(after, before));
}
