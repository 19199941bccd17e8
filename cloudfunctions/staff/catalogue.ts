/** Rewards, categories, coupon templates, and what is to be handed over or sent. */
import * as v from 'valibot';
import type { CatalogueActions } from '../../typings/api/catalogue';
import { cancelListed, fulfilFor, handOverListed, sendParcels } from '../core/counter';
import { addToPool, switchTemplate, templatesForStaff, writeTemplate } from '../core/coupons';
import {
  arrangeRewards,
  categoriesView,
  restockReward,
  rewardEdit,
  rewardsForStaff,
  saveCategories,
  switchReward,
  writeReward,
} from '../core/rewards';
import { actIdOf, type Staff } from '../core/staffing';
import { accept } from '../platform/refusal';
import type { Action } from '../platform/router';
import { command, question } from './duty';
import { nothing } from './payloads';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const rewardId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,24}$/));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/));
const storeId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/));
/** Of documents whose `_id` is a digest. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const cursor = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256)));
const slipWord = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
/** The domain's schema judges it, and names the field. */
const draft = v.looseObject({});
const revision = whole(0, 100_000_000);

/** Rewards that are arranged at once. */
const ARRANGED = 200;
const UNITS = 1_000_000;

const rewardIds = v.pipe(v.array(rewardId), v.minLength(1), v.maxLength(ARRANGED));

const rewardActions = {
  'rewards.list': question(
    'rewards.list',
    v.strictObject({
      segment: v.picklist(['on', 'off', 'soldOut']),
      category: v.exactOptional(code),
      cursor,
      limit: v.exactOptional(whole(1, ARRANGED)),
    }),
    (env, _staff, input) => rewardsForStaff(env, input),
  ),
  'rewards.view': question('rewards.view', v.strictObject({ id: v.nullable(rewardId) }), (env, _staff, input) =>
    rewardEdit(env, input.id),
  ),
  'rewards.save': command(
    'rewards.save',
    v.strictObject({
      id: v.nullable(rewardId),
      version: whole(0, 1_000_000),
      reward: draft,
      made: v.nullable(whole(0, UNITS)),
    }),
    (env, staff, input, key) => writeReward(env, input, seedOf(staff, key)),
    (input, { id: subject, version, reward }) => ({
      subject,
      name: reward.name,
      facts: { new: input.id === null ? 1 : 0, version, points: reward.price.points, fen: reward.price.cashFen },
    }),
  ),
  'rewards.switch': command(
    'rewards.switch',
    v.strictObject({ id: rewardId, on: v.boolean() }),
    (env, _staff, input) => switchReward(env, input.id, input.on),
    ({ on }, { id: subject, name }) => ({ subject, name, facts: { on: on ? 1 : 0 } }),
  ),
  'rewards.restock': command(
    'rewards.restock',
    v.strictObject({
      id: rewardId,
      by: v.pipe(
        whole(-UNITS, UNITS),
        v.check((by) => by !== 0),
      ),
    }),
    (env, staff, input, key) => restockReward(env, input.id, input.by, `restock:${seedOf(staff, key)}`),
    ({ by }, { id: subject, name, stock }) => ({ subject, name, facts: { by, made: stock?.made ?? 0 } }),
  ),
  'rewards.arrange': command(
    'rewards.arrange',
    v.strictObject({ ids: rewardIds, was: rewardIds }),
    (env, _staff, { ids, was }) => arrangeRewards(env, ids, was),
    (_input, { moved }) => (moved > 0 ? { subject: null, name: '', facts: { moved } } : null),
  ),
  'categories.view': question('categories.view', nothing, async (env) => accept(await categoriesView(env))),
  'categories.save': command(
    'categories.save',
    v.strictObject({
      rev: revision,
      list: v.pipe(
        v.array(v.strictObject({ code: v.nullable(code), name: v.pipe(v.string(), v.maxLength(40)) })),
        v.maxLength(40),
      ),
    }),
    (env, staff, input, key) => saveCategories(env, input, staff._id, seedOf(staff, key)),
    (_input, { rev, list }) => ({ subject: null, name: '', facts: { rev, categories: list.length } }),
  ),
};

const templateActions = {
  'templates.list': question('templates.list', nothing, templatesForStaff),
  'templates.save': command(
    'templates.save',
    v.strictObject({
      code: v.nullable(code),
      mark: v.pipe(v.string(), v.regex(/^[\w-]{0,16}$/)),
      template: draft,
    }),
    (env, staff, input, key) => writeTemplate(env, input, staff._id, seedOf(staff, key)),
    (input, { code: subject, template }) => ({
      subject,
      name: template.name,
      facts: { new: input.code === null ? 1 : 0, kind: template.value.kind },
    }),
  ),
  'templates.switch': command(
    'templates.switch',
    v.strictObject({ code, on: v.boolean() }),
    (env, staff, input) => switchTemplate(env, input.code, input.on, staff._id),
    ({ on }, { code: subject, template }) => ({ subject, name: template.name, facts: { on: on ? 1 : 0 } }),
  ),
  'pools.add': command(
    'pools.add',
    v.strictObject({
      template: code,
      codes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.minLength(1), v.maxLength(1_000)),
    }),
    (env, _staff, { template, codes }) => addToPool(env, template, codes),
    ({ template }, { added, present }) => ({ subject: template, name: '', facts: { added, present } }),
  ),
};

const fulfilActions = {
  'fulfil.list': question(
    'fulfil.list',
    v.strictObject({
      segment: v.picklist(['toShip', 'toCollect', 'sent', 'done']),
      storeId: v.exactOptional(storeId),
      cursor,
      limit: v.exactOptional(whole(1, 50)),
    }),
    fulfilFor,
  ),
  'fulfil.ship': command(
    'fulfil.ship',
    v.strictObject({
      parcels: v.pipe(
        v.array(v.strictObject({ id, carrier: slipWord, number: slipWord })),
        v.minLength(1),
        v.maxLength(20),
      ),
    }),
    (env, staff, { parcels }, key, lang) => sendParcels(env, staff, parcels, key, lang),
    'own',
  ),
  'fulfil.handOver': command('fulfil.handOver', v.strictObject({ id, storeId }), handOverListed, 'own'),
  'fulfil.cancel': command(
    'fulfil.cancel',
    v.strictObject({ id, why: v.picklist(['asked', 'short', 'broken', 'mistake']) }),
    cancelListed,
    ({ why }, { id: subject, name, points, cashFen, quantity }) => ({
      subject,
      name,
      facts: { why, quantity, points, fen: cashFen },
    }),
  ),
};

export const catalogueActions: Record<keyof CatalogueActions, Action> = {
  ...rewardActions,
  ...templateActions,
  ...fulfilActions,
};

/** What a command makes is known by who sent it under which key: a repeat makes nothing new. */
function seedOf({ _id }: Staff, key: string): string {
  return actIdOf(_id, key);
}
