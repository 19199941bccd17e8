/** Lists out of the shop, members into it. */
import * as v from 'valibot';
import type { TransferActions } from '../../typings/api/transfer';
import type { DayKey } from '../../typings/domain';
import { isDayKey } from '../core/calendar';
import { cancelExport, exportLink, exportsView, startExport, stepExport } from '../core/exports';
import { applyImport, checkImport, importsView, undoImport, viewImport } from '../core/imports';
import { cloudFiling } from '../platform/filing';
import type { Action } from '../platform/router';
import { command, question } from './duty';

/** Of documents whose `_id` is a digest. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const paging = v.strictObject({ cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))) });
const one = v.strictObject({ id });
const day = v.pipe(
  v.string(),
  v.check(isDayKey, 'a day'),
  v.transform((text) => text as DayKey),
);

const starting = v.strictObject({
  kind: v.picklist(['members', 'ledger', 'orders', 'redemptions', 'coupons', 'trail']),
  from: v.exactOptional(day),
  until: v.exactOptional(day),
  storeId: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/))),
});

/** Up to sixty thousand characters go along with the call; more is a file. */
const TEXT_MAX = 60_000;
const checking = v.union([
  v.strictObject({
    // Only what was uploaded for an import may be read here, and is deleted afterwards.
    fileId: v.pipe(v.string(), v.maxLength(300), v.regex(/^cloud:\/\/[\w.-]+\/imports\/[A-Za-z0-9-]{16,64}\.csv$/)),
    name: v.pipe(v.string(), v.maxLength(100)),
  }),
  v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(TEXT_MAX)) }),
]);

export const transferActions: Record<keyof TransferActions, Action> = {
  'exports.list': question('exports.list', paging, exportsView),
  'exports.start': command(
    'exports.start',
    starting,
    startExport,
    (_input, { id: subject, kind, from, until, store }) => ({
      subject,
      name: '',
      facts: { kind, from: from ?? '', until: until ?? '', store: store ?? '' },
    }),
  ),
  // A step is part of what was started: it leaves no row of its own.
  'exports.step': command(
    'exports.step',
    one,
    (env, staff, input) => stepExport(env, staff, input, cloudFiling),
    () => null,
  ),
  'exports.cancel': command('exports.cancel', one, cancelExport, ({ id: subject }, { kind, state }) => ({
    subject,
    name: '',
    facts: { kind, state },
  })),
  'exports.link': command(
    'exports.link',
    v.strictObject({ id, file: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000)) }),
    (env, staff, input) => exportLink(env, staff, input, cloudFiling),
    ({ id: subject, file }, { name }) => ({ subject, name, facts: { file } }),
  ),
  'imports.list': question('imports.list', paging, (env, _staff, input) => importsView(env, input)),
  'imports.view': question('imports.view', one, (env, _staff, input) => viewImport(env, input)),
  'imports.check': command(
    'imports.check',
    checking,
    (env, staff, input, key) => checkImport(env, staff, input, key, cloudFiling),
    (_input, { id: subject, name, total, wrong, before }) => ({
      subject,
      name: name.slice(0, 40),
      facts: { rows: total, wrong, before },
    }),
  ),
  // Both begin once, however many steps they take: their rows are the domain's own.
  'imports.apply': command('imports.apply', one, applyImport, 'own'),
  'imports.undo': command('imports.undo', one, undoImport, 'own'),
};
