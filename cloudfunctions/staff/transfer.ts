import type { TransferActions } from '../../typings/api/transfer';
import type { Action } from '../platform/router';

export const transferActions: Record<keyof TransferActions, Action> = {};
