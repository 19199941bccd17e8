/** Lines gathered until they are a piece: bounded, so that whoever reads one needs little memory. */
import type { Folder } from './folder';
import { lineOf, type Stored } from './lines';

/** Text of one piece before it is packed, bytes, and its most rows. */
const PIECE_BYTES = 8 * 1024 * 1024;
const PIECE_ROWS = 20_000;

export class Pieces {
  private lines: string[] = [];
  private bytes = 0;
  private last = '';

  constructor(private readonly write: (lines: readonly string[], last: string) => Promise<void>) {}

  static of(folder: Folder, collection: string): Pieces {
    return new Pieces((lines, last) => folder.add(collection, lines, last));
  }

  add(document: Stored): Promise<void> {
    return this.addLine(lineOf(document), document._id);
  }

  async addLine(line: string, id: string): Promise<void> {
    this.lines.push(line);
    this.bytes += Buffer.byteLength(line) + 1;
    this.last = id;
    if (this.bytes >= PIECE_BYTES || this.lines.length >= PIECE_ROWS) await this.end();
  }

  /** What is left becomes a piece of its own. */
  async end(): Promise<void> {
    if (this.lines.length === 0) return;
    const { lines, last } = this;
    this.lines = [];
    this.bytes = 0;
    await this.write(lines, last);
  }
}
