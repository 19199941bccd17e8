/** Carries a step out: one call that changes the cloud, then looking until the cloud says so itself. */
import type { CloudApi, CloudRefusal } from './cloud-api';
import { type Bundle, RUNTIME, type Step, TRIGGER, type Variables } from './model';
import { readAcl, readDomains, readFunction, readIndexes } from './survey';

/** Looks before giving up, one pause between two: a permission may take half a minute, a function some minutes. */
const LOOKS = 180;
const HANDLER = 'index.main';
/** Source: what Tencent's own tools send for functions of an environment (@cloudbase/manager-node). */
const OF_ENVIRONMENT = { Role: 'TCB_QcsRole', Stamp: 'MINI_QCBASE', Type: 'Event' };
/** Requests a second that an address lets through, so that nobody can run up the shop's bill. */
const QPS = 100;

/** The call went well, and still the cloud does not say what it should. */
export class NotSo extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotSo';
  }
}

export interface Site {
  api: CloudApi;
  env: string;
  bundles: Readonly<Record<string, Bundle>>;
}

/** @throws CloudRefusal @throws NotSo */
export async function apply(site: Site, step: Step): Promise<void> {
  switch (step.kind) {
    case 'create-collection':
      return createCollection(site, step.collection);
    case 'close-collection':
      return closeCollection(site, step.collection);
    case 'create-indexes':
    case 'drop-indexes':
      return changeIndexes(site, step);
    case 'create-function':
      return createFunction(site, step);
    case 'configure-function':
      return configureFunction(site, step);
    case 'upload-code':
      return uploadCode(site, step.name);
    case 'delete-trigger':
    case 'create-trigger':
      return changeTrigger(site, step);
    case 'set-call-rule':
      return setCallRule(site, step);
    case 'set-route':
      return setRoute(site, step);
  }
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

async function createCollection({ api, env }: Site, collection: string): Promise<void> {
  // What the platform says of a collection that is not there yet has no code of its own.
  const there = () =>
    readIndexes(api, env, collection).then(
      () => true,
      () => false,
    );
  await unless(there, () => api.call('tcb', 'CreateTable', { EnvId: env, TableName: collection }));
  await until(api, there, `集合 ${collection} 建好以后一直看不到`);
}

async function closeCollection({ api, env }: Site, collection: string): Promise<void> {
  await api.call('tcb', 'ModifyDatabaseACL', { EnvId: env, CollectionName: collection, AclTag: 'ADMINONLY' });
  const closed = async () => (await readAcl(api, env, collection)) === 'ADMINONLY';
  await until(api, closed, `集合 ${collection} 的权限改成 ADMINONLY 以后，读回来不是：在它关上以前不再往下做`);
}

async function changeIndexes(site: Site, step: Of<'create-indexes' | 'drop-indexes'>): Promise<void> {
  const { api, env } = site;
  const { collection } = step;
  const names = step.kind === 'create-indexes' ? step.indexes.map(({ name }) => name) : step.names;
  const change =
    step.kind === 'drop-indexes'
      ? { DropIndexes: names.map((IndexName) => ({ IndexName })) }
      : {
          CreateIndexes: step.indexes.map(({ name, keys, unique = false }) => ({
            IndexName: name,
            MgoKeySchema: {
              MgoIsUnique: unique,
              MgoIndexKeys: Object.entries(keys).map(([Name, direction]) => ({ Name, Direction: String(direction) })),
            },
          })),
        };
  const there = async () => {
    const found = new Set((await readIndexes(api, env, collection)).map(({ name }) => name));
    return names.every((name) => found.has(name) === (step.kind === 'create-indexes'));
  };
  await unless(there, () => api.call('tcb', 'UpdateTable', { EnvId: env, TableName: collection, ...change }));
  await until(
    api,
    there,
    `集合 ${collection} 的索引 ${names.join('、')} 一直没有变成要的样子：唯一索引可能遇上重复的内容`,
  );
}

async function createFunction(site: Site, step: Of<'create-function'>): Promise<void> {
  const { api, env, bundles } = site;
  const { name, timeoutS, memoryMb, variables } = step;
  const there = () => readFunction(api, env, name).then(() => true, isAbsent);
  const wanted = {
    ...named(site, name),
    ...OF_ENVIRONMENT,
    Handler: HANDLER,
    Runtime: RUNTIME,
    Timeout: timeoutS,
    MemorySize: memoryMb,
    InstallDependency: 'FALSE',
    Environment: environment(variables),
    Code: { ZipFile: zipOf(bundles, name) },
  };
  await unless(there, () => api.call('scf', 'CreateFunction', wanted));
  await untilActive(site, name);
}

async function configureFunction(site: Site, step: Of<'configure-function'>): Promise<void> {
  const { name, timeoutS, memoryMb, variables } = step;
  await whileBusy(site, name);
  const wanted = { ...named(site, name), Timeout: timeoutS, MemorySize: memoryMb, Environment: environment(variables) };
  await site.api.call('scf', 'UpdateFunctionConfiguration', wanted);
  await untilActive(site, name);
}

async function uploadCode(site: Site, name: string): Promise<void> {
  await whileBusy(site, name);
  const code = { Handler: HANDLER, InstallDependency: 'FALSE', ZipFile: zipOf(site.bundles, name) };
  await site.api.call('scf', 'UpdateFunctionCode', { ...named(site, name), ...code });
  await untilActive(site, name);
}

async function changeTrigger(site: Site, step: Of<'delete-trigger' | 'create-trigger'>): Promise<void> {
  const { api, env } = site;
  await whileBusy(site, step.name);
  const there = async () => {
    const { found } = await readFunction(api, env, step.name);
    const ours = found.triggers.filter(({ name }) => name === TRIGGER);
    if (step.kind === 'delete-trigger') return ours.length === 0;
    return ours.length === 1 && ours[0]?.cron === step.cron && ours[0].enabled;
  };
  const wanted = [
    { TriggerName: TRIGGER, Type: 'timer', TriggerDesc: step.kind === 'create-trigger' ? step.cron : '' },
  ];
  await unless(there, () =>
    step.kind === 'delete-trigger'
      ? api.call('scf', 'DeleteTrigger', { ...named(site, step.name), TriggerName: step.trigger, Type: 'timer' })
      : api.call('scf', 'BatchCreateTrigger', {
          ...named(site, step.name),
          Triggers: JSON.stringify(wanted),
          Count: 1,
        }),
  );
  await until(api, there, `云函数 ${step.name} 的定时一直没有变成要的样子`);
}

async function setCallRule({ api, env }: Site, { rule }: Of<'set-call-rule'>): Promise<void> {
  const wanted = { EnvId: env, ResourceType: 'function', Permission: 'CUSTOM', SecurityRule: JSON.stringify(rule) };
  await api.call('tcb', 'ModifyResourcePermission', wanted);
}

async function setRoute({ api, env }: Site, step: Of<'set-route'>): Promise<void> {
  const { domain, path, functionName } = step;
  const route = {
    Path: path,
    UpstreamResourceType: 'SCF',
    UpstreamResourceName: functionName,
    EnableAuth: false,
    EnableSafeDomain: false,
    EnablePathTransmission: true,
    Enable: true,
    QPSPolicy: { QPSTotal: QPS },
  };
  const there = async () => {
    const found = (await readDomains(api, env)).find(({ name }) => name === domain);
    return found?.routes.some((each) => each.path === path && each.functionName === functionName) ?? false;
  };
  const wanted = { EnvId: env, Domain: { Domain: domain, Routes: [route] } };
  if (step.there) await api.call('tcb', 'ModifyHTTPServiceRoute', wanted);
  else await unless(there, () => api.call('tcb', 'CreateHTTPServiceRoute', wanted));
  await until(api, there, `网址 https://${domain}${path} 一直没有通到云函数 ${functionName}`);
}

/** An answer may get lost and the call be made twice: what is there after a refusal is there. */
async function unless(there: () => Promise<boolean>, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (refusal) {
    if (!(await there().catch(() => false))) throw refusal;
  }
}

async function until(api: CloudApi, so: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    if (await so()) return;
    await api.pause(1);
  }
  throw new NotSo(otherwise);
}

const BUSY = new Set(['Creating', 'Updating', 'Publishing']);

async function whileBusy({ api, env }: Site, name: string): Promise<void> {
  const free = async () => !BUSY.has((await readFunction(api, env, name)).status);
  await until(api, free, `云函数 ${name} 一直在更新中`);
}

async function untilActive({ api, env }: Site, name: string): Promise<void> {
  const active = async () => {
    const { status, reasons } = await readFunction(api, env, name);
    if (status.endsWith('Failed')) throw new NotSo(`云函数 ${name}：${status}，${reasons || '平台没有说原因'}`);
    return status === 'Active';
  };
  await until(api, active, `云函数 ${name} 一直没有就绪`);
}

/** @throws what is not an answer that it is not there */
function isAbsent(cause: unknown): false {
  if (/^ResourceNotFound/.test((cause as CloudRefusal).code ?? '')) return false;
  throw cause;
}

function named({ env }: Site, name: string): { FunctionName: string; Namespace: string } {
  return { FunctionName: name, Namespace: env };
}

function environment(variables: Variables): { Variables: { Key: string; Value: string }[] } {
  return { Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })) };
}

function zipOf(bundles: Site['bundles'], name: string): string {
  const { [name]: bundle } = bundles;
  if (!bundle) throw new Error(`no bundle of ${name}`);
  return Buffer.from(bundle.zip).toString('base64');
}
