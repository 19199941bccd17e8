import type { TransferActions } from '../../../../typings/api/transfer';
import { LEAD, READ } from '../roles';
import type { Duties } from './duty';

/** Whose lists name members, and which lists are for whom: core/exports/kinds.ts. */
export const transferDuties: Duties<TransferActions> = {
  'exports.list': READ,
  'exports.start': READ,
  'exports.step': READ,
  'exports.cancel': READ,
  'exports.link': READ,
  'imports.list': LEAD,
  'imports.view': LEAD,
  'imports.check': LEAD,
  'imports.apply': LEAD,
  // Whoever may bring points may take them back: a wrong file should not have to wait for the owner.
  'imports.undo': LEAD,
};
