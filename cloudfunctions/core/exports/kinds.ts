/** The lists that can be had: from where, in which order, with which columns, and who may have them. */
import type { ExportKind, ExportKindView } from '../../../typings/api/transfer';
import type { Collection, Match } from '../../platform/store';
import { boundTo, leads, type Staff } from '../staffing';
import type { Column } from './columns/column';
import { couponColumns, couponFields } from './columns/coupons';
import { ledgerColumns, ledgerFields } from './columns/ledger';
import { memberColumns, memberFields } from './columns/members';
import { ORDER_KINDS, orderColumns, orderFields } from './columns/orders';
import { redemptionColumns, redemptionFields } from './columns/redemptions';
import { trailColumns, trailFields } from './columns/trail';

export interface Kind {
  collection: Collection;
  /** The field that orders it; indexed. 'day': its values are days, otherwise instants. */
  by: string;
  counted: 'instant' | 'day';
  where: Match;
  fields: readonly string[];
  /** Its rows belong to stores: one may be chosen, and who works in some has only those. */
  stores: boolean;
  /** Only for who runs the shop. */
  leadsOnly: boolean;
  /** It names members. */
  names: boolean;
  columns(personal: boolean): readonly Column<never>[];
}

const usual = { counted: 'instant', where: {}, leadsOnly: false, names: true } as const;

export const kinds: Record<ExportKind, Kind> = {
  members: {
    ...usual,
    collection: 'members',
    by: 'joinedAt',
    fields: memberFields,
    stores: false,
    columns: memberColumns,
  },
  ledger: { ...usual, collection: 'ledger', by: 'at', fields: ledgerFields, stores: true, columns: ledgerColumns },
  orders: {
    ...usual,
    collection: 'ledger',
    by: 'at',
    where: { kind: { in: ORDER_KINDS } },
    fields: orderFields,
    stores: true,
    columns: orderColumns,
  },
  redemptions: {
    ...usual,
    collection: 'redemptions',
    by: 'at',
    fields: redemptionFields,
    stores: false,
    columns: redemptionColumns,
  },
  coupons: {
    ...usual,
    collection: 'coupons',
    by: 'bornOn',
    counted: 'day',
    fields: couponFields,
    stores: false,
    columns: couponColumns,
  },
  trail: {
    ...usual,
    collection: 'actions',
    by: 'at',
    fields: trailFields,
    stores: true,
    leadsOnly: true,
    names: false,
    columns: trailColumns,
  },
};

/** Who runs the shop learns who its members are; everybody else gets names that only tell rows apart. */
export function isPersonal(staff: Pick<Staff, 'role'>, kind: ExportKind): boolean {
  return kinds[kind].names && leads(staff.role);
}

/** What belongs to no store is not for who works in some of them. */
export function mayHave(staff: Pick<Staff, 'role' | 'stores'>, kind: ExportKind): 'yes' | 'role' | 'store' {
  if (kinds[kind].leadsOnly && !leads(staff.role)) return 'role';
  return !kinds[kind].stores && boundTo(staff) !== null ? 'store' : 'yes';
}

export function kindViews(staff: Pick<Staff, 'role' | 'stores'>): ExportKindView[] {
  return (Object.keys(kinds) as ExportKind[])
    .filter((kind) => mayHave(staff, kind) === 'yes')
    .map((kind) => {
      const personal = isPersonal(staff, kind);
      const columns = kinds[kind].columns(personal).map(({ header, note }) => ({ header, note }));
      return { kind, personal, periods: true, stores: kinds[kind].stores, columns };
    });
}
