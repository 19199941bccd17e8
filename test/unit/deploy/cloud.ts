/** What a step does to what is found: the platform as the plan believes it to be. */
import {
  CODE,
  type Declared,
  type Found,
  type FoundCollection,
  type FoundFunction,
  RUNTIME,
  type Step,
  TRIGGER,
} from '../../../scripts/deploy/model';

export const BUILD_NUMBER = '0123456789abcdef';
export const CRON = '0 */10 * * * * *';

/** A shop of four functions: a timer, one over HTTP, one for strangers. */
export function smallShop(): Declared {
  return {
    build: BUILD_NUMBER,
    collections: {
      members: { acl: 'ADMINONLY', indexes: [{ name: 'openid', keys: { openid: 1 } }] },
      ledger: {
        acl: 'ADMINONLY',
        indexes: [{ name: 'member_seq', keys: { memberId: 1, seq: -1 }, unique: true }],
        retired: ['old_seq'],
      },
      health: { acl: 'ADMINONLY', indexes: [] },
    },
    functions: {
      timer: { ...plain, timeoutS: 60, timer: CRON, secrets: ['SECRET'], keyrings: ['RING'], provided: ['PAY'] },
      shopper: { ...plain, secrets: ['SECRET'], keyrings: ['RING'], provided: ['PAY'] },
      partner: { ...plain, httpPath: '/partner', secrets: ['SECRET'] },
      public: { ...plain, anonymous: true, secrets: ['SECRET'] },
    },
    codes: { timer: 't1', shopper: 's1', partner: 'p1', public: 'q1' },
  };
}

const plain = { timeoutS: 20, memoryMb: 256 as const, openapi: [] };

export function emptyCloud(): Found {
  return {
    environment: { id: 'shop-1', alias: '', source: 'miniapp', status: 'NORMAL' },
    collections: {},
    members: null,
    functions: {},
    callRule: {},
    domains: [{ name: 'shop-1.example.com', isDefault: true, routes: [] }],
  };
}

export function afterSteps(found: Found, steps: readonly Step[]): Found {
  return steps.reduce(afterStep, found);
}

export function afterStep(found: Found, step: Step): Found {
  switch (step.kind) {
    case 'create-collection':
      return {
        ...withCollection(found, step.collection, () => ({ acl: 'PRIVATE', indexes: [] })),
        members: step.collection === 'members' ? 0 : found.members,
      };
    case 'close-collection':
      return withCollection(found, step.collection, (there) => ({ ...there, acl: 'ADMINONLY' }));
    case 'create-indexes':
      return withCollection(found, step.collection, (there) => ({
        ...there,
        indexes: [
          ...there.indexes,
          ...step.indexes.map(({ name, keys, unique = false }) => ({
            name,
            unique,
            keys: Object.entries(keys).map(([field, direction]) => [field, String(direction)] as const),
          })),
        ],
      }));
    case 'drop-indexes':
      return withCollection(found, step.collection, (there) => ({
        ...there,
        indexes: there.indexes.filter(({ name }) => !step.names.includes(name)),
      }));
    case 'set-call-rule':
      return { ...found, callRule: step.rule };
    case 'set-route':
      return { ...found, domains: found.domains.map((domain) => routed(domain, step)) };
    default:
      return withFunction(found, step.name, (there) => functionAfter(there, step));
  }
}

type FunctionStep = Exclude<Step, { collection: string } | { kind: 'set-call-rule' } | { kind: 'set-route' }>;

function functionAfter(there: FoundFunction | undefined, step: FunctionStep): FoundFunction {
  if (step.kind === 'create-function') {
    if (there) throw new Error(`${step.name} is there already`);
    const { timeoutS, memoryMb, variables } = step;
    return { runtime: RUNTIME, timeoutS, memoryMb, variables, triggers: [] };
  }
  if (!there) throw new Error(`${step.name} is not there`);
  const triggers = there.triggers.filter(({ name }) => name !== TRIGGER);
  switch (step.kind) {
    case 'configure-function':
      return { ...there, timeoutS: step.timeoutS, memoryMb: step.memoryMb, variables: step.variables };
    case 'upload-code':
      return there;
    case 'delete-trigger':
      return { ...there, triggers };
    case 'create-trigger':
      return { ...there, triggers: [...triggers, { name: TRIGGER, cron: step.cron, enabled: true }] };
  }
}

function withCollection(found: Found, name: string, change: (there: FoundCollection) => FoundCollection): Found {
  const there = found.collections[name] ?? { acl: '', indexes: [] };
  return { ...found, collections: { ...found.collections, [name]: change(there) } };
}

function withFunction(found: Found, name: string, change: (there: FoundFunction | undefined) => FoundFunction): Found {
  return { ...found, functions: { ...found.functions, [name]: change(found.functions[name]) } };
}

function routed(domain: Found['domains'][number], step: Extract<Step, { kind: 'set-route' }>) {
  if (domain.name !== step.domain) return domain;
  const { path, functionName } = step;
  const others = domain.routes.filter((route) => route.path !== path);
  return { ...domain, routes: [...others, { path, functionName, auth: false, wholePath: true, enabled: true }] };
}

/** Whether the code that a function runs is the declared one, as its variables say. */
export function runs({ functions }: Found, name: string, { codes }: Declared): boolean {
  return functions[name]?.variables[CODE] === codes[name];
}
