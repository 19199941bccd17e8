/**
 * Members who have moved while the rest was read are read again, each with what is theirs and between two looks at their
 * revision: when it is the same, what was read agrees with the member. Only people move a member, so a few seconds apart;
 * the shop as a whole may be as busy as it likes.
 */
import type { Folder, Piece } from './folder';
import { lineOf, type Stored } from './lines';
import { OWNERS, ownerOf } from './order';
import { Pieces } from './pieces';
import { PlaceError, type Source } from './source';

const AT_ONCE = 50;
const ROUNDS = 20;
/** A row stays in its journal for ten minutes (trim.ts): within half of that nothing leaves it between two rounds. */
const SHORT_MS = 5 * 60_000;
const TRIES = 30;

interface Entry {
  key: string;
  kind: string;
  credited: boolean;
}

export type Snapshot = Stored & {
  rev: number;
  seq: number;
  aliases?: string[];
  journal: Record<string, Entry & { holds?: { stock: string; n: number }[] }>;
};

/** @param told how many members have been read again so far */
export async function catchUp(source: Source, folder: Folder, told: (members: number) => void): Promise<void> {
  const revs = new Map<string, number>();
  for await (const page of folder.documents('members'))
    for (const { _id, rev } of page as Snapshot[]) revs.set(_id, rev);
  const rereading = new Rereading(source, folder, revs, told);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const begun = Date.now();
    await rereading.read(await moved(source, revs), round);
    if (Date.now() - begun < SHORT_MS && !rereading.isOpen) return rereading.finish();
  }
  throw new PlaceError('catch up', 'BUSY', 'members move faster than they can be read; try again at a quieter time');
}

/** Members at another revision than theirs in the backup, and new ones. */
async function moved(source: Source, revs: ReadonlyMap<string, number>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of source.pages('members', null, ['rev']))
    for (const { _id, rev } of page as Snapshot[]) if (revs.get(_id) !== rev) ids.push(_id);
  return ids;
}

class Rereading {
  /** Member -> the last round in which it was read again. */
  private readonly rounds = new Map<string, number>();
  /** To be read in the next round, whether they have moved or not. */
  private next = new Set<string>();
  /** Keys of mergers whose other side is read, or will be. */
  private readonly followed = new Set<string>();
  /** Collection -> its pieces of every round. */
  private readonly pieces = new Map<string, { round: number; piece: Piece }[]>();

  constructor(
    private readonly source: Source,
    private readonly folder: Folder,
    private readonly revs: Map<string, number>,
    private readonly told: (members: number) => void,
  ) {}

  /** Collections of members' documents that this shop has, and the field that says whose each is. */
  private get owned(): [string, string][] {
    return Object.entries(OWNERS).filter(([name]) => this.folder.manifest.collections[name]?.whole);
  }

  get isOpen(): boolean {
    return this.next.size > 0;
  }

  async read(changed: readonly string[], round: number): Promise<void> {
    let left = [...new Set([...changed, ...this.next])];
    this.next = new Set();
    const writers = new Map(
      ['members', ...this.owned.map(([name]) => name)].map((name) => [name, this.writer(name, round)]),
    );
    for (let attempt = 0, size = AT_ONCE; left.length > 0; attempt += 1) {
      if (attempt === TRIES)
        throw new PlaceError('catch up', 'BUSY', `${left.length} members do not stand still; try again later`);
      const again: string[] = [];
      for (let start = 0; start < left.length; start += size)
        again.push(...(await this.readSome(left.slice(start, start + size), round, writers)));
      left = again;
      // Fewer together are read faster, so less happens meanwhile.
      size = Math.max(1, Math.floor(size / 4));
    }
    for (const writer of writers.values()) await writer.end();
  }

  /** @returns those who have moved while they were read */
  private async readSome(
    ids: readonly string[],
    round: number,
    writers: ReadonlyMap<string, Pieces>,
  ): Promise<string[]> {
    const fresh = ids.filter((id) => this.rounds.get(id) !== round);
    const { members, together } = await this.people(fresh, round);
    const names = members.map(({ _id }) => _id);
    const documents: [string, Stored][] = members.map((member) => ['members', member]);
    for (const [collection, field] of this.owned)
      for (const each of await this.source.among(collection, field, names)) documents.push([collection, each]);
    const now = new Map((await this.source.among('members', '_id', names, ['rev'])).map(({ _id, rev }) => [_id, rev]));
    const still = new Set(members.filter(({ _id, rev }) => now.get(_id) === rev).map(({ _id }) => _id));
    const good = new Set(names.filter((id) => (together.get(id) ?? [id]).every((each) => still.has(each))));
    for (const [collection, each] of documents)
      if (good.has(ownerOf(collection, each))) await writers.get(collection)?.addLine(lineOf(each), each._id);
    for (const member of members) if (good.has(member._id)) this.taken(member, round);
    this.told(this.rounds.size);
    return names.filter((id) => !good.has(id));
  }

  /** These members, with whom they have become one; those of whom a part was already read in this round wait for the next. */
  private async people(ids: readonly string[], round: number) {
    const found = new Map<string, Snapshot>();
    const together = new Map<string, string[]>();
    for (let asked = [...ids]; asked.length > 0; ) {
      for (const each of (await this.source.among('members', '_id', asked)) as Snapshot[]) found.set(each._id, each);
      asked = [...found.values()].flatMap(({ aliases = [] }) => aliases).filter((id) => !found.has(id));
    }
    for (const { _id, aliases = [] } of [...found.values()]) {
      const all = [_id, ...aliases];
      if (!all.some((id) => this.rounds.get(id) === round)) {
        for (const id of all) together.set(id, all);
        continue;
      }
      for (const id of all) {
        this.next.add(id);
        found.delete(id);
      }
    }
    return { members: [...found.values()], together };
  }

  private taken(member: Snapshot, round: number): void {
    this.rounds.set(member._id, round);
    this.revs.set(member._id, member.rev);
    // What arrived here has left another member, and did so before: that one is read after this one.
    for (const { kind, key, credited } of Object.values(member.journal))
      if (kind === 'merge' && credited && !this.followed.has(key)) {
        const [, from = ''] = key.split(':');
        this.followed.add(key);
        this.next.add(from);
      }
  }

  private writer(collection: string, round: number): Pieces {
    return new Pieces(async (lines, last) => {
      const piece = await this.folder.write(collection, lines, last);
      this.pieces.set(collection, [...(this.pieces.get(collection) ?? []), { round, piece }]);
    });
  }

  /** Of every member only what was read last stays. Nothing of it counts before the manifest says so. */
  async finish(): Promise<void> {
    const { manifest } = this.folder;
    for (const collection of this.rounds.size > 0 ? ['members', ...this.owned.map(([name]) => name)] : []) {
      const kept = this.folder.collection(collection);
      const all = [...kept.pieces.map((piece) => ({ round: 0, piece })), ...(this.pieces.get(collection) ?? [])];
      const pieces: Piece[] = [];
      for (const { round, piece } of all) pieces.push(...(await this.lastOnly(collection, round, piece)));
      manifest.collections[collection] = { whole: true, pieces };
    }
    manifest.caughtUp = true;
    await this.folder.save();
    await this.folder.tidy();
  }

  private async lastOnly(collection: string, round: number, piece: Piece): Promise<Piece[]> {
    const lines = await this.folder.linesOf(piece);
    const kept = lines
      .map((line) => ({ line, document: JSON.parse(line) as Stored }))
      .filter(({ document }) => (this.rounds.get(ownerOf(collection, document)) ?? 0) === round);
    if (kept.length === lines.length) return [piece];
    if (kept.length === 0) return [];
    const last = kept.at(-1)?.document._id ?? '';
    return [
      await this.folder.write(
        collection,
        kept.map(({ line }) => line),
        last,
      ),
    ];
  }
}
