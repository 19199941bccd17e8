/** Collections: made, closed to clients, indexed. In that order, and before any function is there that would use them. */
import type { CollectionDeclaration, IndexDeclaration } from '../../cloudfunctions/manifest/schema';
import type { Declared, Found, FoundCollection, FoundIndex, Obstacle, Step, Wishes } from './model';

export interface DatabasePlan {
  steps: Step[];
  obstacles: Obstacle[];
  notes: string[];
}

export function planDatabase(declared: Declared, found: Found, { prune }: Pick<Wishes, 'prune'>): DatabasePlan {
  const plan: DatabasePlan = { steps: [], obstacles: [], notes: [] };
  for (const [name, wanted] of Object.entries(declared.collections)) {
    const there = found.collections[name];
    if (there) planExisting(name, wanted, there, prune, plan);
    else planNew(name, wanted, plan);
  }
  return plan;
}

function planNew(collection: string, { indexes }: CollectionDeclaration, { steps }: DatabasePlan): void {
  steps.push({ kind: 'create-collection', collection }, { kind: 'close-collection', collection, was: null });
  if (indexes.length > 0) steps.push({ kind: 'create-indexes', collection, indexes });
}

function planExisting(
  collection: string,
  { acl, indexes, retired = [] }: CollectionDeclaration,
  there: FoundCollection,
  prune: boolean,
  { steps, obstacles, notes }: DatabasePlan,
): void {
  if (there.acl !== acl) steps.push({ kind: 'close-collection', collection, was: there.acl });
  const old = there.indexes.filter(({ name }) => retired.includes(name)).map(({ name }) => name);
  if (old.length > 0 && prune) steps.push({ kind: 'drop-indexes', collection, names: old });
  else if (old.length > 0)
    obstacles.push({ exit: 3, text: `集合 ${collection} 的索引 ${old.join('、')} 已经不用了：加上 --prune 才会删去` });
  const missing: IndexDeclaration[] = [];
  for (const wanted of indexes) {
    const verdict = compare(wanted, there.indexes, old);
    if (verdict === 'missing') missing.push(wanted);
    else if (verdict === 'differs')
      obstacles.push({
        exit: 3,
        text: `集合 ${collection} 的索引 ${wanted.name} 和声明不一样：给声明里的起个新名字，旧的名字不再用`,
      });
    else if (verdict !== 'same')
      notes.push(`集合 ${collection} 的索引 ${wanted.name} 已经由 ${verdict.name} 担当，不再另建`);
  }
  if (missing.length > 0) steps.push({ kind: 'create-indexes', collection, indexes: missing });
}

/** 'differs': of that name, but not that index. Or the one of another name that does the same: the database takes no twin. */
function compare(
  wanted: IndexDeclaration,
  there: readonly FoundIndex[],
  leaving: readonly string[],
): 'same' | 'missing' | 'differs' | FoundIndex {
  const named = there.find(({ name }) => name === wanted.name);
  if (named) return isSame(wanted, named) ? 'same' : 'differs';
  return there.find((index) => !leaving.includes(index.name) && isSame(wanted, index)) ?? 'missing';
}

function isSame({ keys, unique = false }: IndexDeclaration, index: FoundIndex): boolean {
  const wanted = Object.entries(keys);
  return (
    index.unique === unique &&
    index.keys.length === wanted.length &&
    wanted.every(([field, direction], at) => index.keys[at]?.[0] === field && index.keys[at]?.[1] === String(direction))
  );
}
