/** The built shop on a local cloud: people who call it, and an auditor who looks into the books. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkBooks, type Member, type Row } from '../../cloudfunctions/core/account/index';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import type { Query, Store } from '../../cloudfunctions/platform/store';
import type { Answer } from '../../typings/api/envelope';
import type { ShopperActions } from '../../typings/api/shopper';
import type { EntryKind } from '../../typings/domain';
import { built } from './built';
import { type LocalCloud, startCloud, withBenchFunctions } from './local-cloud';
import { temporaryFolder } from './workplace';

/** A morning in Shanghai, far from midnight: what is measured may move the clock by hours. */
const morning = '2026-11-20T01:00:00.000Z';

type Action = keyof ShopperActions;

export interface Shop {
  cloud: LocalCloud;
  /** Reads whatever is there; writes nothing. */
  reader: Store;
  call<A extends Action>(
    openid: string,
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
  ): Promise<Answer<ShopperActions[A][1]>>;
  /** As `call`, but a refusal is an error. */
  must<A extends Action>(
    openid: string,
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
  ): Promise<ShopperActions[A][1]>;
  /** A new person becomes a member; their openid. */
  join(): Promise<string>;
  member(openid: string): Promise<Member>;
  /** Entries of this kind in the books, ledger and journal together. */
  entries(openid: string, kind: EntryKind): Promise<number>;
  /** The timer runs, so many minutes later; two are enough for the kernel's sweeper to look at a fresh commit. */
  sweep(minutes?: number): Promise<void>;
  /** What is wrong with the person's books, one sentence each. */
  audit(openid: string): Promise<string[]>;
}

/** @param dataDir of an earlier shop, to open it again with cold instances */
export async function openShop(instances: number, dataDir = temporaryFolder('shop')): Promise<Shop> {
  const { functionsDir, manifestFile } = await built();
  withBenchFunctions(functionsDir);
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const cloud = await startCloud({ functionsDir, manifest, dataDir, instances });
  await cloud.control('/local/clock', { now: morning });
  const call: Shop['call'] = (openid, action, payload, key) =>
    cloud.call(openid, 'shopper', { action, payload, ...(key ? { key } : {}) });
  const must: Shop['must'] = async (openid, action, payload, key) => {
    const answer = await call(openid, action, payload, key);
    if (!answer.ok) throw new Error(`${action}: ${answer.error.code} ${answer.error.message}`);
    return answer.data;
  };
  const store = readOnly(cloud);
  const member = async (openid: string) => {
    const [found] = await store.find<Member>('members', { where: { openid }, limit: 2 });
    if (!found) throw new Error('the person is no member');
    return found;
  };
  return {
    cloud,
    reader: store,
    call,
    must,
    member,
    async join() {
      const openid = `bench-${randomUUID()}`;
      const { shop } = await must(openid, 'member.home', {});
      const versions = { termsVersion: shop.terms.version, privacyVersion: shop.privacy.version };
      await must(openid, 'member.join', versions, randomUUID());
      return openid;
    },
    async entries(openid, kind) {
      const { _id: memberId, journal } = await member(openid);
      const rows = await store.find<Row>('ledger', { where: { memberId }, order: ['seq', 'asc'], limit: 1000 });
      const facts = [...rows, ...Object.values(journal)].filter((fact) => fact.kind === kind);
      return new Set(facts.map(({ seq }) => seq)).size;
    },
    async sweep(minutes = 2) {
      await cloud.control('/local/clock', { advanceMs: minutes * 60_000 });
      await cloud.control('/local/timer', { name: 'timer' });
    },
    audit: async (openid: string) => checkBooks(store, (await member(openid))._id),
  };
}

function readOnly(cloud: LocalCloud): Store {
  const refuse = () => Promise.reject(new Error('the auditor writes nothing'));
  return {
    find: (collection, query: Query) => cloud.call(undefined, 'reader', { collection, ...query }),
    add: refuse,
    addAll: refuse,
    update: refuse,
    updateAll: refuse,
    remove: refuse,
  };
}
