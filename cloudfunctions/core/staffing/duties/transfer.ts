import type { TransferActions } from '../../../../typings/api/transfer';
import type { Duties } from './duty';

export const transferDuties: Duties<TransferActions> = {};
