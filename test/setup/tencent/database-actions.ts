/**
 * Environment, collections, permissions and indexes: API `tcb`, version 2018-06-08. Shapes: cloud.tencent.com/document/api/876/34820
 * (DescribeEnvs), 876/127965 (ListTables), 127966 (DescribeTable), 127963 (CreateTable), 127964 (UpdateTable), 34819 and
 * 34821 (DescribeDatabaseACL, ModifyDatabaseACL); field names also from @cloudbase/manager-node 5.6.5.
 * The codes of a collection that is missing, or there already, are on no page: our own guess.
 */
import type { Action, Cloud } from './action';
import type { Collection, Index } from './environment';
import { list, object, type Parameters, text, whole } from './parameters';
import { Refusal } from './refusal';

const ACLS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY', 'CUSTOM'];

/** What a collection is born with: its creator may read and write, and the platform's own two indexes. */
const newborn = (): Collection => ({
  acl: 'PRIVATE',
  count: 0,
  indexes: [
    { Name: '_id_', Keys: [{ Name: '_id', Direction: '1' }], Unique: true },
    { Name: '_openid_1', Keys: [{ Name: '_openid', Direction: '1' }], Unique: false },
  ],
});

function inEnvironment({ environment }: Cloud, parameters: Parameters): void {
  if (text(parameters, 'EnvId') !== environment.id)
    throw new Refusal('ResourceNotFound', 'The environment does not exist.');
}

function collectionOf(cloud: Cloud, parameters: Parameters, name: string): Collection {
  inEnvironment(cloud, parameters);
  const found = cloud.environment.collections.get(text(parameters, name));
  if (!found) throw new Refusal('ResourceNotFound', 'Table not exist.');
  return found;
}

function describeEnvs({ environment }: Cloud, parameters: Parameters): object {
  const { id, alias, source, status } = environment;
  const wanted = parameters.EnvId === undefined || parameters.EnvId === id;
  return {
    EnvList: wanted ? [{ EnvId: id, Alias: alias, Source: source, Status: status }] : [],
    Total: wanted ? 1 : 0,
  };
}

function listTables(cloud: Cloud, parameters: Parameters): object {
  inEnvironment(cloud, parameters);
  const [limit, offset] = [whole(parameters, 'MgoLimit', 100), whole(parameters, 'MgoOffset', 0)];
  if (limit > 100) throw new Refusal('InvalidParameter', 'MgoLimit is too large.');
  const all = [...cloud.environment.collections].map(([TableName, { count, indexes }]) => ({
    TableName,
    Count: count,
    Size: 0,
    IndexCount: indexes.length,
    IndexSize: 0,
  }));
  return { Tables: all.slice(offset, offset + limit), Pager: { Offset: offset, Limit: limit, Total: all.length } };
}

function createTable(cloud: Cloud, parameters: Parameters): object {
  inEnvironment(cloud, parameters);
  const name = text(parameters, 'TableName');
  if (cloud.environment.collections.has(name)) throw new Refusal('ResourceInUse', 'Table exist.');
  cloud.environment.collections.set(name, newborn());
  return {};
}

function describeTable(cloud: Cloud, parameters: Parameters): object {
  const { indexes } = collectionOf(cloud, parameters, 'TableName');
  return { Indexes: indexes.map((index) => ({ ...index, Size: 4096 })), IndexNum: indexes.length };
}

function updateTable(cloud: Cloud, parameters: Parameters): object {
  const collection = collectionOf(cloud, parameters, 'TableName');
  const created = list(parameters, 'CreateIndexes').map(indexOf);
  const dropped = list(parameters, 'DropIndexes').map((one) => text(one, 'IndexName'));
  if (created.length + dropped.length === 0) throw new Refusal('MissingParameter', 'No index is named.');
  const unknown = dropped.find((name) => !collection.indexes.some(({ Name }) => Name === name));
  if (unknown) throw new Refusal('InvalidParameter', `index not found with name [${unknown}]`);
  const left = collection.indexes.filter(({ Name }) => !dropped.includes(Name));
  const same = (a: Index, b: Index) => a.Name === b.Name || JSON.stringify(a.Keys) === JSON.stringify(b.Keys);
  const double = created.find((index, at) => [...left, ...created.slice(0, at)].some((other) => same(index, other)));
  if (double) throw new Refusal('InvalidParameter', `Index already exists: ${double.Name}`);
  collection.indexes = [...left, ...created];
  return {};
}

function indexOf(created: Parameters): Index {
  const schema = object(created, 'MgoKeySchema');
  const keys = list(schema, 'MgoIndexKeys').map((key) => ({
    Name: text(key, 'Name'),
    Direction: text(key, 'Direction'),
  }));
  if (keys.length === 0 || keys.some(({ Direction }) => !['1', '-1', '2dsphere'].includes(Direction)))
    throw new Refusal('InvalidParameter', 'MgoIndexKeys is not valid.');
  if (typeof schema.MgoIsUnique !== 'boolean') throw new Refusal('InvalidParameter', 'MgoIsUnique is not a Boolean.');
  return { Name: text(created, 'IndexName'), Keys: keys, Unique: schema.MgoIsUnique };
}

const describeAcl = (cloud: Cloud, parameters: Parameters): object => ({
  AclTag: collectionOf(cloud, parameters, 'CollectionName').acl,
});

function modifyAcl(cloud: Cloud, parameters: Parameters): object {
  const collection = collectionOf(cloud, parameters, 'CollectionName');
  const acl = text(parameters, 'AclTag');
  if (!ACLS.includes(acl)) throw new Refusal('InvalidParameter', `AclTag ${acl} is not known.`);
  if (!cloud.accidents.deafAcl.has(text(parameters, 'CollectionName'))) collection.acl = acl;
  return {};
}

const table = ['EnvId', 'TableName'];

export const databaseActions: Record<string, Action> = {
  DescribeEnvs: { writes: false, required: [], optional: ['EnvId'], run: describeEnvs },
  ListTables: { writes: false, required: ['EnvId'], optional: ['MgoLimit', 'MgoOffset'], run: listTables },
  DescribeTable: { writes: false, required: table, run: describeTable },
  CreateTable: { writes: true, required: table, run: createTable },
  UpdateTable: { writes: true, required: table, optional: ['CreateIndexes', 'DropIndexes'], run: updateTable },
  DescribeDatabaseACL: { writes: false, required: ['EnvId', 'CollectionName'], run: describeAcl },
  ModifyDatabaseACL: { writes: true, required: ['EnvId', 'CollectionName', 'AclTag'], run: modifyAcl },
};
