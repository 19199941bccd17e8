/** An environment's documents and files, read and written with the keys of the account that owns it. */
import { setTimeout as pause } from 'node:timers/promises';
import cloudbase from '@cloudbase/node-sdk';
import type { Place } from '../place';
import type { Stored } from './lines';

/** Text of one answer the reading aims at, bytes; the platform answers at most 1,000 documents. */
const ANSWER_BYTES = 2 * 1024 * 1024;
const [FEWEST, MOST] = [20, 1000];
const IDS_AT_ONCE = 500;
/** Pauses before the next try of what was throttled, or not answered, ms. */
const PAUSES = [200, 500, 1000, 2000, 5000, 10_000];

/** The environment did not answer, or refused: exit code 3. */
export class PlaceError extends Error {
  constructor(
    what: string,
    readonly code: string,
    message: string,
  ) {
    super(`${what}: ${message}`);
  }
}

/** As the platform says it of a collection that was never made. */
const NO_COLLECTION = /NOT_EXIST|not exist/i;
/** Nothing that waiting would change. */
const FINAL = /INVALID|AUTH|SIGN|PERMISSION|NOT_EXIST|duplicate|E11000|ECONNREFUSED|ENOTFOUND/i;

export class Source {
  private readonly app: ReturnType<typeof cloudbase.init>;

  /** @param most documents of one answer */
  constructor(
    readonly place: Place,
    private readonly most = MOST,
  ) {
    this.app = cloudbase.init({ ...place, timeout: 60_000 });
  }

  /** All documents in the order of their ids, those after `last` where it is given. */
  async *pages(collection: string, last: string | null, fields?: readonly string[]): AsyncGenerator<Stored[]> {
    let limit = Math.min(100, this.most);
    for (let after = last; ; ) {
      const page = await this.find(collection, after === null ? {} : { _id: this.command.gt(after) }, limit, fields);
      if (page.length > 0) yield page;
      const end = page.at(-1);
      if (!end || page.length < limit) return;
      after = end._id;
      const each = Buffer.byteLength(JSON.stringify(page)) / page.length;
      limit = Math.min(this.most, Math.max(FEWEST, Math.floor(ANSWER_BYTES / each)));
    }
  }

  /** Every document of which this field is one of these. */
  async among(
    collection: string,
    field: string,
    values: readonly string[],
    fields?: readonly string[],
  ): Promise<Stored[]> {
    const all: Stored[] = [];
    for (let start = 0; start < values.length; start += IDS_AT_ONCE) {
      const one = { [field]: this.command.in(values.slice(start, start + IDS_AT_ONCE)) };
      for (let after: string | null = null; ; ) {
        const where = after === null ? one : this.command.and([one, { _id: this.command.gt(after) }]);
        const page: Stored[] = await this.find(collection, where as object, MOST, fields);
        all.push(...page);
        if (page.length < MOST) break;
        after = (page.at(-1) as Stored)._id;
      }
    }
    return all;
  }

  /** Null: there is no such collection. */
  async count(collection: string): Promise<number | null> {
    try {
      return (await this.ask(`count ${collection}`, () => this.db.collection(collection).count())).total ?? 0;
    } catch (refusal) {
      if (refusal instanceof PlaceError && NO_COLLECTION.test(refusal.message)) return null;
      throw refusal;
    }
  }

  /** One request; a part may have been written when it fails. */
  async add(collection: string, documents: readonly Stored[]): Promise<void> {
    await this.ask(`add ${collection}`, () => this.db.collection(collection).add(documents), 'once');
  }

  /** Null: the file is not there. */
  async download(id: string): Promise<Buffer | null> {
    const { fileList } = await this.ask(`file ${id}`, () => this.app.getTempFileURL({ fileList: [id] }));
    const found = (fileList as { code: string; tempFileURL: string }[])[0];
    if (found?.code !== 'SUCCESS' || found.tempFileURL === '') return null;
    const { fileContent } = await this.ask(`file ${id}`, () => this.app.downloadFile({ fileID: id }));
    return Buffer.isBuffer(fileContent) ? fileContent : null;
  }

  /** @returns its id in this environment */
  async upload(path: string, content: Buffer): Promise<string> {
    const request = () => this.app.uploadFile({ cloudPath: path, fileContent: content } as never);
    const { fileID } = await this.ask(`upload ${path}`, request);
    if (typeof fileID !== 'string') throw new PlaceError(`upload ${path}`, 'NO_ID', 'no id was answered');
    return fileID;
  }

  private get db() {
    return this.app.database();
  }

  private get command() {
    return this.db.command;
  }

  private async find(collection: string, where: object, limit: number, fields?: readonly string[]): Promise<Stored[]> {
    const { data } = await this.ask(`read ${collection}`, () => {
      let asked = this.db.collection(collection).where(where).orderBy('_id', 'asc').limit(limit);
      if (fields) asked = asked.field(Object.fromEntries(fields.map((name) => [name, true])));
      return asked.get();
    });
    return data as Stored[];
  }

  /** Tried again with growing pauses, unless it is said to be sent once. @throws PlaceError */
  private async ask(what: string, request: () => Promise<unknown>, times: 'again' | 'once' = 'again'): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = (await request()) as Answer;
        if (answer.code) throw Object.assign(new Error(answer.message ?? answer.code), { code: answer.code });
        return answer;
      } catch (cause) {
        const failure = placeErrorOf(what, cause);
        const wait = PAUSES[attempt];
        if (times === 'once' || wait === undefined || isFinal(failure)) throw failure;
        await pause(wait);
      }
    }
  }
}

interface Answer {
  code?: string;
  message?: string;
  data?: unknown;
  total?: number;
  fileList?: unknown;
  fileContent?: unknown;
  fileID?: unknown;
}

/** Said of the request itself: the same one would be refused again. */
export function isFinal(failure: unknown): boolean {
  return failure instanceof PlaceError && FINAL.test(`${failure.code} ${failure.message}`);
}

function placeErrorOf(what: string, cause: unknown): PlaceError {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  return new PlaceError(what, String(code ?? ''), String(message ?? cause));
}

export function waitBefore(attempt: number): Promise<void> | null {
  const wait = PAUSES[attempt];
  return wait === undefined ? null : pause(wait);
}
