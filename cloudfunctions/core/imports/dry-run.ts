/** A file is read and looked at; nothing is written on anybody. */
import type { ImportView, TransferActions } from '../../../typings/api/transfer';
import type { EpochMs, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { actIdOf, boundTo, type Staff } from '../staffing';
import { takeTurn } from '../tallies';
import { type Heading, headingOf } from './heading';
import { type Import, importView, PIECE, type Piece, pieceId } from './import';
import { knownUnder } from './known';
import { readLines, type Sorted, sorted } from './sorting';
import { BYTES_MAX, type Line, linesOf, ROWS_MAX, textOf } from './table';

/** Of the whole shop: numbers could be tried here without end. */
const CHECKS_A_DAY = 30;
const TALLY_MS = 3 * 86_400_000;
const NAMED_MAX = 100;
const WRITTEN_AT_ONCE = 10;

type Asked = TransferActions['imports.check'][0];

/**
 * Refuses with FILE_UNREADABLE for what is no table or says nowhere who its rows are about (`reason`), TOO_LARGE for more
 * than 2 MB, TOO_MANY for more than 5,000 rows or thirty checks a day, STORE_NOT_YOURS for who works in some stores only.
 * The uploaded file is gone afterwards, whatever came of it.
 */
export async function checkImport(
  env: Environment,
  staff: Staff,
  asked: Asked,
  key: string,
  filing: Filing,
): Promise<Result<ImportView>> {
  if (boundTo(staff) !== null) return refuse('STORE_NOT_YOURS');
  const settings = await loadSettings(env);
  const id = actIdOf(staff._id, key);
  const there = await findById<Import>(env.store, 'imports', id);
  if (there) return accept(importView(there, settings));
  const today = dayOf(env.now, settings.programme.zone);
  const turn = { id: `imports:${today}`, max: CHECKS_A_DAY, until: (env.now + TALLY_MS) as EpochMs };
  if (!(await takeTurn(env.store, turn))) return refuse('TOO_MANY');
  const table = await tableOf(asked, filing);
  if (!table.ok) return table;
  const read = readLines(table.data.heading, table.data.lines, settings.programme.tiers, today);
  const identities = read.lines.flatMap(({ who }) => who.map((each) => each.id));
  const known = await knownUnder(env.store, identities);
  const made = await kept(
    env,
    staff,
    { id, name: 'name' in asked ? asked.name : '' },
    table.data.heading,
    sorted(read, known),
  );
  return accept(importView(made, settings));
}

interface Table {
  heading: Heading;
  lines: Line[];
}

async function tableOf(asked: Asked, filing: Filing): Promise<Result<Table>> {
  if ('text' in asked) return tableIn(asked.text);
  const bytes = await filing.read(asked.fileId);
  if (bytes === 'unavailable') return refuse('FILE_UNREADABLE', { reason: 'gone' });
  await filing.remove([asked.fileId]);
  if (bytes.length > BYTES_MAX) return refuse('TOO_LARGE');
  const text = textOf(bytes);
  return text === null ? refuse('FILE_UNREADABLE', { reason: 'text' }) : tableIn(text);
}

function tableIn(text: string): Result<Table> {
  const lines = linesOf(text);
  if (lines === null) return refuse('FILE_UNREADABLE', { reason: 'table' });
  const [head, ...rest] = lines;
  const heading = head ? headingOf(head) : null;
  if (heading === null) return refuse('FILE_UNREADABLE', { reason: 'columns' });
  if (rest.length === 0) return refuse('FILE_UNREADABLE', { reason: 'empty' });
  return rest.length > ROWS_MAX ? refuse('TOO_MANY') : accept({ heading, lines: rest });
}

/** The rows first: an import that is there has all of them. */
async function kept(
  env: Environment,
  staff: Staff,
  { id, name }: { id: string; name: string },
  { columns, ignored }: Heading,
  { rows, problems, ...sums }: Sorted,
): Promise<Import> {
  const sheaf = env.newId();
  const pieces: Piece[] = Array.from({ length: Math.ceil(rows.length / PIECE) }, (_, n) => ({
    _id: pieceId(sheaf, n),
    shape: 1,
    rows: rows.slice(n * PIECE, (n + 1) * PIECE),
  }));
  for (let from = 0; from < pieces.length; from += WRITTEN_AT_ONCE)
    await env.store.addAll('imports', pieces.slice(from, from + WRITTEN_AT_ONCE));
  const made: Import = {
    _id: id,
    shape: 1,
    name,
    staffId: staff._id,
    by: staff.name,
    at: env.now,
    state: 'checked',
    rev: 0,
    sheaf,
    pieces: pieces.length,
    next: 0,
    total: rows.length,
    done: 0,
    skipped: 0,
    short: 0 as Points,
    columns,
    ignored,
    ...sums,
    wrong: problems.length,
    problems: problems.slice(0, NAMED_MAX),
    look: null,
  };
  const mine = await ensure(env.store, 'imports', made);
  const first = mine ? made : await findById<Import>(env.store, 'imports', id);
  if (!first) throw new Error('an import has vanished');
  return first;
}
