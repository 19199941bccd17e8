/** Contract of the function `staff`, the team, its roles and what it did; stores and the keys of partners. */
import type { DayKey } from '../domain';
import type { PartnerRight } from './partner';
import type { ServerTime } from './shopper';
import type { Role, StaffHome, TeamView } from './staff';

/** What one works on: the filter of the trail, and the headings of the table of duties. */
export type DutyArea = 'counter' | 'members' | 'goods' | 'rules' | 'figures' | 'team' | 'shop';

export interface DutiesView extends ServerTime {
  /** The caller's own. */
  role: Role;
  /** Highest first. */
  roles: Role[];
  /** Made from the one table that the function asks; `code` has words on the phone. */
  groups: { code: string; area: DutyArea; roles: Role[] }[];
}

/** One row of the trail. */
export interface TrailView {
  id: string;
  day: DayKey;
  time: string;
  staffId: string;
  /** What they were called then. */
  by: string;
  /** '' where it belongs to no store, and while the shop has only one. */
  store: string;
  /** 'staff.joined', 'counter.sale', 'parcels.ship', and of all others the action itself. */
  what: string;
  /** The group of duties it belongs to: what is said of a code that the phone does not know. */
  group: string;
  /** Last four digits of the member number; null when it is about no member. */
  member: string | null;
  /** Somebody of the staff, as they are called now; null when it is about nobody of them. */
  colleague: string | null;
  /** What it was called then: a reward, a coupon, a file. */
  name: string;
  facts: Record<string, string | number>;
  undone: boolean;
}

export interface TrailInput {
  staffId?: string;
  area?: DutyArea;
  cursor?: string;
  /** 1 to 50, 20 when absent. */
  limit?: number;
}

export interface TrailPage extends ServerTime {
  acts: TrailView[];
  nextCursor: string | null;
  /** Whom one may ask for: everybody who has worked here, whoever has left too. */
  people: { id: string; name: string }[];
}

export interface StoreFields {
  /** 1 to 20 characters. */
  name: string;
  address: string;
  hours: string;
  phone: string;
  /** It takes no customers any more; what happened in it stays readable. */
  closed: boolean;
}

export interface StoresView extends ServerTime {
  rev: number;
  /** Who changed them last; '' when nobody has. */
  changedBy: string;
  /** Those the caller works in. */
  stores: (StoreFields & { id: string })[];
  /** Another may be opened, and one closed. */
  mayOpen: boolean;
}

/** A till, a web shop or a CRM that may speak for the shop. */
export interface PartnerView {
  /** Public: it stands in the header of each request. */
  id: string;
  name: string;
  rights: PartnerRight[];
  /** Null: every one. */
  stores: { id: string; name: string }[] | null;
  state: 'on' | 'off';
  made: DayKey;
}

export interface PartnersView extends ServerTime {
  partners: PartnerView[];
}

/** `secret` is shown now and never again. */
export type IssuedView = PartnersView & { issued: { id: string; name: string; secret: string } };

export interface TeamActions {
  /** Refuses with OUTDATED when they have been changed since `rev` was read. */
  'staff.change': [{ id: string; role: Role; stores: string[]; rev: number }, TeamView];
  'staff.leave': [Record<string, never>, StaffHome];
  'staff.cancelInvite': [{ id: string }, TeamView];
  'staff.duties': [Record<string, never>, DutiesView];
  'audit.list': [TrailInput, TrailPage];
  'stores.view': [Record<string, never>, StoresView];
  /** `id` null: another store. */
  'stores.save': [{ rev: number; id: string | null; store: StoreFields }, StoresView & { id: string }];
  'partners.list': [Record<string, never>, PartnersView];
  'partners.create': [{ name: string; rights: PartnerRight[]; stores: string[] | null }, IssuedView];
  /** The old secret ends within ten seconds. */
  'partners.renew': [{ id: string }, IssuedView];
  /** For good. */
  'partners.switchOff': [{ id: string }, PartnersView];
}
