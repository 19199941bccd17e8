/** Reads what is in the cloud. Every call here is a Describe, List or Get; nothing is changed by them. */
import { type CloudApi, CloudRefusal } from './cloud-api';
import type { CallRule, Declared, Found, FoundCollection, FoundDomain, FoundFunction, FoundIndex } from './model';
import { UsageError } from './options';

const PAGE = 100;
/** Domains in one answer: the most there may be. Source: cloud.tencent.com/document/product/876/129798 */
const DOMAINS = 1000;

export type Progress = (done: number, total: number) => void;

/** @throws UsageError when these keys see no such environment @throws CloudRefusal */
export async function survey(api: CloudApi, env: string, declared: Declared, progress: Progress): Promise<Found> {
  const environment = await readEnvironment(api, env);
  const tables = await listTables(api, env);
  const there = await listFunctions(api, env);
  const collections = Object.keys(declared.collections).filter((name) => tables.has(name));
  const names = Object.keys(declared.functions).filter((name) => there.has(name));
  const total = collections.length + names.length + 2;
  let done = 0;
  const step = <T>(found: T): T => {
    progress(++done, total);
    return found;
  };
  const found: Record<string, FoundCollection> = {};
  for (const name of collections) found[name] = step(await readCollection(api, env, name));
  const functions: Record<string, FoundFunction> = {};
  for (const name of names) functions[name] = step((await readFunction(api, env, name)).found);
  const callRule = step(await readCallRule(api, env));
  const domains = step(await readDomains(api, env));
  return { environment, collections: found, members: tables.get('members') ?? null, functions, callRule, domains };
}

interface EnvironmentAnswer {
  EnvList?: { EnvId: string; Alias?: string; Source?: string; Status?: string }[] | null;
}

async function readEnvironment(api: CloudApi, env: string): Promise<Found['environment']> {
  const { EnvList } = await api.call<EnvironmentAnswer>('tcb', 'DescribeEnvs', { EnvId: env });
  const found = EnvList?.find(({ EnvId }) => EnvId === env);
  if (!found) throw new UsageError(`这个账号里没有环境 ${env}：编号写错了，或者密钥是别的账号的`);
  return { id: env, alias: found.Alias ?? '', source: found.Source ?? '', status: found.Status ?? '' };
}

interface TablesAnswer {
  Tables?: { TableName: string; Count?: number }[] | null;
  Pager?: { Total?: number };
}

/** Every collection with how many documents it holds. Source: cloud.tencent.com/document/api/876/127967 */
async function listTables(api: CloudApi, env: string): Promise<Map<string, number>> {
  const tables = new Map<string, number>();
  for (let offset = 0; ; offset += PAGE) {
    const asked = { EnvId: env, MgoLimit: PAGE, MgoOffset: offset };
    const { Tables } = await api.call<TablesAnswer>('tcb', 'ListTables', asked);
    // A collection that tells no count may hold anything.
    for (const { TableName, Count = Number.POSITIVE_INFINITY } of Tables ?? []) tables.set(TableName, Count);
    if ((Tables?.length ?? 0) < PAGE) return tables;
  }
}

async function readCollection(api: CloudApi, env: string, name: string): Promise<FoundCollection> {
  return { acl: await readAcl(api, env, name), indexes: await readIndexes(api, env, name) };
}

export async function readAcl(api: CloudApi, env: string, collection: string): Promise<string> {
  const asked = { EnvId: env, CollectionName: collection };
  return (await api.call<{ AclTag?: string }>('tcb', 'DescribeDatabaseACL', asked)).AclTag ?? '';
}

interface TableAnswer {
  Indexes?: { Name: string; Unique?: boolean; Keys?: { Name: string; Direction: string | number }[] }[] | null;
}

export async function readIndexes(api: CloudApi, env: string, collection: string): Promise<FoundIndex[]> {
  const asked = { EnvId: env, TableName: collection };
  const { Indexes } = await api.call<TableAnswer>('tcb', 'DescribeTable', asked);
  return (Indexes ?? []).map(({ Name, Unique, Keys }) => ({
    name: Name,
    unique: Unique ?? false,
    keys: (Keys ?? []).map((key) => [key.Name, String(key.Direction)] as const),
  }));
}

interface FunctionsAnswer {
  Functions?: { FunctionName: string }[] | null;
}

async function listFunctions(api: CloudApi, env: string): Promise<Set<string>> {
  const names = new Set<string>();
  for (let offset = 0; ; offset += PAGE) {
    const asked = { Namespace: env, Limit: PAGE, Offset: offset };
    const { Functions } = await api.call<FunctionsAnswer>('scf', 'ListFunctions', asked);
    for (const { FunctionName } of Functions ?? []) names.add(FunctionName);
    if ((Functions?.length ?? 0) < PAGE) return names;
  }
}

interface FunctionAnswer {
  Status: string;
  StatusReasons?: { ErrorCode?: string; ErrorMessage?: string }[] | null;
  StatusDesc?: string;
  Runtime: string;
  Timeout: number;
  MemorySize: number;
  Environment?: { Variables?: { Key: string; Value: string }[] | null } | null;
  Triggers?: { TriggerName: string; Type: string; TriggerDesc: string; Enable?: number }[] | null;
}

export interface FunctionState {
  status: string;
  /** Why it failed, in the platform's words. */
  reasons: string;
  found: FoundFunction;
}

/** Source: cloud.tencent.com/document/product/583/18584 */
export async function readFunction(api: CloudApi, env: string, name: string): Promise<FunctionState> {
  const asked = { FunctionName: name, Namespace: env, ShowCode: 'FALSE' };
  const answer = await api.call<FunctionAnswer>('scf', 'GetFunction', asked);
  const reasons = (answer.StatusReasons ?? []).map(({ ErrorCode, ErrorMessage }) => `${ErrorCode}: ${ErrorMessage}`);
  const variables = (answer.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value] as const);
  const triggers = (answer.Triggers ?? []).filter(({ Type }) => Type === 'timer');
  return {
    status: answer.Status,
    reasons: reasons.join('；') || answer.StatusDesc || '',
    found: {
      runtime: answer.Runtime,
      timeoutS: answer.Timeout,
      memoryMb: answer.MemorySize,
      variables: Object.fromEntries(variables),
      triggers: triggers.map((trigger) => ({
        name: trigger.TriggerName,
        cron: cronOf(trigger.TriggerDesc),
        enabled: trigger.Enable !== 0,
      })),
    },
  };
}

/** The line itself, or JSON around it: `{"cron":"…"}`. */
function cronOf(description: string): string {
  if (!description.startsWith('{')) return description;
  return String((JSON.parse(description) as { cron?: unknown }).cron ?? '');
}

interface PermissionAnswer {
  Data?: { PermissionList?: { ResourceType?: string; SecurityRule?: string | null }[] | null } | null;
}

/**
 * Who may call which function. Environments of mini-programs may not know this call: then it is the checklist's.
 * Source: cloud.tencent.com/document/api/876/132255
 */
async function readCallRule(api: CloudApi, env: string): Promise<CallRule | null> {
  try {
    const asked = { EnvId: env, ResourceType: 'function' };
    const { Data } = await api.call<PermissionAnswer>('tcb', 'DescribeResourcePermission', asked);
    const text = Data?.PermissionList?.[0]?.SecurityRule;
    return text ? (JSON.parse(text) as CallRule) : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    if (
      cause instanceof CloudRefusal &&
      /^(Unsupported|InvalidAction|InvalidParameter|ResourceNotFound)/.test(cause.code)
    )
      return null;
    throw cause;
  }
}

interface DomainsAnswer {
  Domains?: DomainAnswer[] | null;
}

interface DomainAnswer {
  Domain: string;
  DomainType?: string;
  IsDefault?: boolean;
  Enable?: boolean;
  Routes?: RouteAnswer[] | null;
}

interface RouteAnswer {
  Path: string;
  UpstreamResourceType?: string;
  UpstreamResourceName?: string;
  EnableAuth?: boolean;
  EnablePathTransmission?: boolean;
  Enable?: boolean;
}

/** Source: cloud.tencent.com/document/product/876/129798 */
export async function readDomains(api: CloudApi, env: string): Promise<FoundDomain[]> {
  const asked = { EnvId: env, Limit: DOMAINS, Offset: 0 };
  const { Domains } = await api.call<DomainsAnswer>('tcb', 'DescribeHTTPServiceRoute', asked);
  const ours = (Domains ?? []).filter(
    ({ DomainType, Enable }) => (DomainType ?? 'HTTPSERVICE') === 'HTTPSERVICE' && Enable !== false,
  );
  return ours.map(({ Domain, IsDefault, Routes }) => ({
    name: Domain,
    isDefault: IsDefault ?? false,
    routes: (Routes ?? []).map((route) => ({
      path: route.Path,
      functionName: route.UpstreamResourceType === 'SCF' ? (route.UpstreamResourceName ?? null) : null,
      auth: route.EnableAuth ?? false,
      wholePath: route.EnablePathTransmission ?? false,
      enabled: route.Enable ?? true,
    })),
  }));
}
