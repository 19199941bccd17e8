// @vitest-environment jsdom
/** The store of an editor: nothing typed is lost, and of two at once the second chooses. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Section } from '../../miniprogram/office/views/form';
import { compiled } from './stage';

Object.assign((globalThis as unknown as { wx: object }).wx, { getStorageSync: () => '', setStorage: () => undefined });

type Kept<Draft> =
  | { ok: true; data: { content: Draft; rev: number } }
  | { ok: false; problem: { action: string; code: string; message: string; uncertain: boolean; details: object } };

/** What the pages use of the store; its own types need those of the phone. */
interface Edit<Draft> {
  draft: Draft | null;
  rev: number;
  tries: number;
  errors: Record<string, string>;
  changes: string[];
  canSave: boolean;
  clash: { label: string; theirs: string; mine: string; both: boolean }[] | null;
  open(): Promise<void>;
  set(path: string, value: unknown): void;
  save(): Promise<boolean>;
  keepMine(): Promise<boolean>;
  keepTheirs(): void;
  putOff(): void;
}
interface Ways<Draft> {
  load(): Promise<Kept<Draft>>;
  save(draft: Draft, rev: number): Promise<Kept<Draft>>;
  sections(draft: Draft): readonly Section[];
}
const { Editing } = compiled<{ Editing: new <Draft>(ways: Ways<Draft>) => Edit<Draft> }>('office/stores/editing');

interface Card {
  name: string;
  price: { points: number | null };
}
type Held = Kept<Card>;

const sections = () => [
  {
    title: '',
    fields: [
      { type: 'line' as const, name: 'name', label: '名称', max: 5, required: true },
      { type: 'whole' as const, name: 'price.points', label: '积分', from: 1, to: 100, unit: 'points' as const },
    ],
  },
];

const stored: Card = { name: '旧', price: { points: 10 } };
const held = (content: Card, rev: number): Held => ({ ok: true, data: { content, rev } });
const refused = (code: string, details: object = {}): Held =>
  ({ ok: false, problem: { action: 'shop.saveLook', code, message: code, uncertain: false, details } }) as Held;

const load = vi.fn<Ways<Card>['load']>();
const save = vi.fn<Ways<Card>['save']>();

async function opened() {
  const edit = new Editing<Card>({ load, save, sections });
  await edit.open();
  return edit;
}

beforeEach(() => {
  vi.resetAllMocks();
  load.mockResolvedValue(held(stored, 3));
});

describe('an editor', () => {
  test('names what was changed and saves it on the revision that it read', async () => {
    const edit = await opened();
    expect(edit.canSave).toBe(false);
    edit.set('price.points', 20);
    expect(edit.changes).toEqual(['积分']);
    save.mockImplementation(async (draft, rev) => held(draft, rev + 1));
    expect(await edit.save()).toBe(true);
    expect(save).toHaveBeenCalledWith({ name: '旧', price: { points: 20 } }, 3);
    expect([edit.rev, edit.changes]).toEqual([4, []]);
  });

  test('says what is wrong with what was touched at once, with the rest when it is to be saved, and sends nothing', async () => {
    const edit = await opened();
    edit.set('price.points', 'abc');
    expect(Object.keys(edit.errors)).toEqual(['price.points']);
    edit.set('name', '');
    edit.set('price.points', 5);
    expect(Object.keys(edit.errors)).toEqual(['name']);
    expect(await edit.save()).toBe(false);
    expect(edit.tries).toBe(1);
    expect(save).not.toHaveBeenCalled();
  });

  test('keeps what was typed through a refusal and puts the sentence at the field, until that is changed', async () => {
    const edit = await opened();
    edit.set('name', '新');
    save.mockResolvedValue(refused('INVALID_INPUT', { field: 'payload.content.price.points' }));
    expect(await edit.save()).toBe(false);
    expect(edit.draft?.name).toBe('新');
    expect(Object.keys(edit.errors)).toEqual(['price.points']);
    edit.set('price.points', 11);
    expect(edit.errors).toEqual({});
    save.mockResolvedValue(
      refused('INVALID_INPUT', { field: 'x', 'at name': '这个名字用过了', 'at price.points': '太贵' }),
    );
    await edit.save();
    expect(edit.errors).toEqual({ name: '这个名字用过了', 'price.points': '太贵' });
  });

  test('what is typed while saving is under way is still there, unsaved', async () => {
    const edit = await opened();
    edit.set('name', '新');
    save.mockImplementation(async (draft, rev) => {
      edit.set('price.points', 30);
      return held(draft, rev + 1);
    });
    await edit.save();
    expect(edit.draft).toEqual({ name: '新', price: { points: 30 } });
    expect(edit.changes).toEqual(['积分']);
  });
});

describe('of two at once the second', () => {
  const theirs: Card = { name: '他们的', price: { points: 10 } };

  async function met() {
    load.mockResolvedValue(held(stored, 3));
    const edit = await opened();
    edit.set('name', '我的');
    edit.set('price.points', 50);
    save.mockResolvedValueOnce(refused('OUTDATED'));
    load.mockResolvedValue(held(theirs, 4));
    expect(await edit.save()).toBe(false);
    return edit;
  }

  test('sees what is different, and nothing of theirs or of their own is lost before choosing', async () => {
    const edit = await met();
    expect(edit.clash).toMatchObject([{ label: '名称', theirs: '他们的', mine: '我的', both: true }]);
    expect(edit.draft?.name).toBe('我的');
  });

  test('may save theirs over it, on the new revision', async () => {
    const edit = await met();
    save.mockImplementation(async (draft, rev) => held(draft, rev + 1));
    expect(await edit.keepMine()).toBe(true);
    expect(save).toHaveBeenLastCalledWith({ name: '我的', price: { points: 50 } }, 4);
    expect(edit.clash).toBeNull();
  });

  test('may take what is there, or put it off', async () => {
    const one = await met();
    one.keepTheirs();
    expect([one.draft, one.rev, one.clash]).toEqual([theirs, 4, null]);
    const other = await met();
    other.putOff();
    expect([other.draft?.name, other.clash]).toEqual(['我的', null]);
  });

  test('is not asked when the other has changed something else of the document', async () => {
    const edit = await opened();
    edit.set('name', '我的');
    save.mockResolvedValueOnce(refused('OUTDATED'));
    save.mockImplementation(async (draft, rev) => held(draft, rev + 1));
    load.mockResolvedValue(held(stored, 9));
    await edit.save();
    expect(save).toHaveBeenLastCalledWith({ name: '我的', price: { points: 10 } }, 9);
    expect([edit.clash, edit.rev, edit.changes]).toEqual([null, 10, []]);
  });
});
