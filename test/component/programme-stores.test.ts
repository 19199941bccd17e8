// @vitest-environment jsdom
/** Editing a part of the rules while somebody else edits, against an answering cloud. */
import { beforeEach, expect, test, vi } from 'vitest';
import { conditionForms, giveForms } from '../../cloudfunctions/core/earning';
import { defaultProgramme, draftFrom } from '../../cloudfunctions/core/programme';
import type { ProgrammeDraft } from '../../typings/api/programme';
import { compiled } from './stage';

interface Sent {
  action: string;
  payload: { draft?: ProgrammeDraft; rev?: number };
}

const base = draftFrom(defaultProgramme);
/** What the cloud holds; an answer is what it makes of a call. */
let held: { draft: ProgrammeDraft | null; rev: number };
const sent: Sent[] = [];

const viewOf = () => ({
  now: 1,
  today: '2026-11-21',
  current: base,
  version: 1,
  changedBy: '',
  changedAt: null,
  changedOn: null,
  changes: [],
  problems: [],
  ...held,
});
const yes = (data: unknown) => ({ result: { ok: true, data } });
const no = (code: string, details: object) => ({ result: { ok: false, error: { code, message: '', details } } });

function answer({ action, payload }: Sent) {
  if (action === 'programme.forms')
    return yes({ conditions: conditionForms(), gives: giveForms(), stores: [], templates: [] });
  if (action === 'programme.save') {
    if (payload.rev !== held.rev) return no('OUTDATED', { rev: held.rev, by: '小运' });
    held = { draft: payload.draft ?? null, rev: held.rev + 1 };
  }
  return yes(viewOf());
}

const callFunction = vi.fn(async ({ data }: { data: Sent }) => {
  sent.push(data);
  return answer(data);
});
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction },
  getStorageSync: () => '',
  setStorage: () => undefined,
});

interface Part {
  open(): Promise<void>;
  set(path: string, value: unknown): void;
  save(): Promise<boolean>;
  keepMine(): Promise<boolean>;
  leave(): void;
  changes: string[];
  clash: { label: string }[] | null;
  draft: { cap?: number; perDay?: number; name?: string } | null;
}
const { part, asked } = compiled<{
  part: Part;
  asked: { ask(part: string, code: string, begins: object | null): void; gone: boolean };
}>('office/stores/part');
const { labSeen } = compiled<{ labSeen: { saw(rev: number): void; seen(rev: number): boolean } }>(
  'office/stores/lab-seen',
);

beforeEach(() => {
  held = { draft: null, rev: 3 };
  sent.length = 0;
  part.leave();
});

async function opened(name: string, code = ''): Promise<void> {
  asked.ask(name, code, null);
  await part.open();
}

test('where somebody has saved another part meanwhile, this one goes beside it and nobody is asked', async () => {
  await opened('cap');
  held = { draft: { ...base, visits: { perDay: 4 } }, rev: 4 };
  part.set('cap', 300);
  expect(await part.save()).toBe(true);
  expect(held).toMatchObject({ rev: 5, draft: { visits: { perDay: 4 }, earning: { cap: 300 } } });
  expect(part.changes).toEqual([]);
});

test('where it was this very part, the two are shown, and mine is saved only when it is chosen', async () => {
  await opened('cap');
  held = { draft: { ...base, earning: { ...base.earning, cap: 200 } }, rev: 4 };
  part.set('cap', 300);
  expect(await part.save()).toBe(false);
  expect(part.clash).toMatchObject([{ theirs: '2 倍', mine: '3 倍', both: true }]);
  expect(held.draft?.earning.cap).toBe(200);
  expect(await part.keepMine()).toBe(true);
  expect(held.draft?.earning.cap).toBe(300);
});

test('what is wrong at its field is not sent, and what was typed is kept', async () => {
  await opened('cap');
  part.set('cap', '三');
  expect(await part.save()).toBe(false);
  expect(sent.filter(({ action }) => action === 'programme.save')).toEqual([]);
  expect(part.draft?.cap).toBe('三');
});

test('a rule that somebody has taken away meanwhile is gone, and says so', async () => {
  held = { draft: { ...base, earning: { ...base.earning, rules: [] } }, rev: 9 };
  await opened('rule', base.earning.rules[0]?.code);
  expect(asked.gone).toBe(true);
});

test('what the laboratory has shown holds for one revision alone', () => {
  labSeen.saw(7);
  expect([labSeen.seen(7), labSeen.seen(8)]).toEqual([true, false]);
});
