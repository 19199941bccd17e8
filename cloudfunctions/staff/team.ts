/** The team, its table of duties and what it did; stores and the keys of partners. */
import * as v from 'valibot';
import type { TeamActions } from '../../typings/api/team';
import { saveStore, storesView } from '../core/branches';
import { partnerInput } from '../core/partners';
import { cancelInvite, change, dutiesView, leave } from '../core/staffing';
import { trail } from '../core/trail';
import { type Action, action } from '../platform/router';
import { command, question } from './duty';
import { issueKey, partnersView, renewKey, switchOffKey } from './keys';
import { inviting, nothing, page } from './payloads';

const COMMAND = true;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const rev = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** What people write on one line: nothing that is not seen. */
const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\p{Cc}]*$/u));

const changing = v.strictObject({ ...v.omit(inviting, ['days']).entries, id, rev });
const wanted = v.strictObject({
  ...page.entries,
  staffId: v.exactOptional(id),
  area: v.exactOptional(v.picklist(['counter', 'members', 'goods', 'rules', 'figures', 'team', 'shop'])),
});
const storeFields = v.strictObject({
  name: v.pipe(line(20), v.minLength(1)),
  address: line(120),
  hours: line(60),
  phone: line(30),
  closed: v.boolean(),
});
const saving = v.strictObject({ rev, id: v.nullable(id), store: storeFields });
const naming = v.strictObject({ id });

export const teamActions: Record<keyof TeamActions, Action> = {
  'staff.change': command('staff.change', changing, change, 'own'),
  // Not through `command`: what it left undone is done by the repeat of somebody who is of the staff no more.
  'staff.leave': action(COMMAND, nothing, leave),
  'staff.cancelInvite': command('staff.cancelInvite', naming, cancelInvite, 'own'),
  'staff.duties': question('staff.duties', nothing, dutiesView),
  'audit.list': question('audit.list', wanted, trail),
  'stores.view': question('stores.view', nothing, storesView),
  'stores.save': command('stores.save', saving, saveStore, ({ id: known, store }, { id: storeId }) => ({
    subject: storeId,
    name: store.name,
    storeId,
    facts: { done: known === null ? 'opened' : store.closed ? 'closed' : 'changed' },
  })),
  'partners.list': question('partners.list', nothing, partnersView),
  'partners.create': command('partners.create', partnerInput, issueKey, ({ rights }, { issued }) => ({
    subject: issued.id,
    name: issued.name,
    facts: { rights: rights.join(' ') },
  })),
  'partners.renew': command('partners.renew', naming, renewKey, (_, { issued }) => ({
    subject: issued.id,
    name: issued.name,
    facts: {},
  })),
  'partners.switchOff': command('partners.switchOff', naming, switchOffKey, ({ id: subject }, { partners }) => ({
    subject,
    name: partners.find((each) => each.id === subject)?.name ?? '',
    facts: {},
  })),
};
