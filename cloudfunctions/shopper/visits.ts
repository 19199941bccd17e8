/** Checking in at a store. */
import * as v from 'valibot';
import type { VisitActions } from '../../typings/api/friends';
import { CODE_MAX, visitStore } from '../core/visits';
import { type Action, action } from '../platform/router';

const COMMAND = true;

/** Whatever a camera may have read: what is no code of the shop is refused as one that proves nothing. */
const scanned = v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(CODE_MAX)) });

export const visitActions: Record<keyof VisitActions, Action> = {
  'visit.signIn': action(COMMAND, scanned, visitStore),
};
