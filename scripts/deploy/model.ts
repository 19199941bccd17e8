/** What deployment compares: what is declared, what was found in the cloud, and the steps from one to the other. */
import type {
  CollectionDeclaration,
  FunctionDeclaration,
  IndexDeclaration,
} from '../../cloudfunctions/manifest/schema';

export type Variables = Readonly<Record<string, string>>;

/** A zipped function. */
export interface Bundle {
  zip: Uint8Array;
  /** 16 hexadecimal digits, the same for the same source on every machine. */
  code: string;
}

export interface Declared {
  /** Of all bundles together (Manifest.build). */
  build: string;
  collections: Readonly<Record<string, CollectionDeclaration>>;
  functions: Readonly<Record<string, FunctionDeclaration>>;
  /** Function -> hash of its bundle. */
  codes: Readonly<Record<string, string>>;
}

export interface FoundIndex {
  name: string;
  /** In order: field and direction, as the platform writes it ('1', '-1', '2dsphere'). */
  keys: readonly (readonly [field: string, direction: string])[];
  unique: boolean;
}

export interface FoundCollection {
  acl: string;
  indexes: readonly FoundIndex[];
}

export interface FoundTrigger {
  name: string;
  cron: string;
  enabled: boolean;
}

export interface FoundFunction {
  runtime: string;
  timeoutS: number;
  memoryMb: number;
  variables: Variables;
  triggers: readonly FoundTrigger[];
}

export interface FoundRoute {
  path: string;
  /** The function it leads to; null when it leads to something else. */
  functionName: string | null;
  auth: boolean;
  wholePath: boolean;
  enabled: boolean;
}

export interface FoundDomain {
  name: string;
  isDefault: boolean;
  routes: readonly FoundRoute[];
}

/** Function or `*` -> who may call it: true, false, or 'auth != null'. */
export type CallRule = Readonly<Record<string, { readonly invoke?: unknown }>>;

export interface Found {
  environment: { id: string; alias: string; source: string; status: string };
  /** Those of the declared ones that are there. */
  collections: Readonly<Record<string, FoundCollection>>;
  /** How many members there are; null while there is no collection of them. */
  members: number | null;
  /** Those of the declared ones that are there. */
  functions: Readonly<Record<string, FoundFunction>>;
  /** Null when it cannot be read: then it is left to the person who deploys. */
  callRule: CallRule | null;
  domains: readonly FoundDomain[];
}

/** One call that changes the cloud. Applied in the order of the plan. */
export type Step =
  | { kind: 'create-collection'; collection: string }
  | { kind: 'close-collection'; collection: string; was: string | null }
  | { kind: 'create-indexes'; collection: string; indexes: readonly IndexDeclaration[] }
  | { kind: 'drop-indexes'; collection: string; names: readonly string[] }
  | { kind: 'create-function'; name: string; timeoutS: number; memoryMb: number; variables: Variables }
  | {
      kind: 'configure-function';
      name: string;
      timeoutS: number;
      memoryMb: number;
      variables: Variables;
      what: string[];
    }
  | { kind: 'upload-code'; name: string }
  | { kind: 'delete-trigger'; name: string; trigger: string }
  | { kind: 'create-trigger'; name: string; cron: string }
  | { kind: 'set-call-rule'; rule: CallRule; what: string[] }
  | { kind: 'set-route'; domain: string; path: string; functionName: string; there: boolean };

/** What stands in the way: 2 something is missing or wrong on this side, 3 a decision of the person who deploys. */
export interface Obstacle {
  exit: 2 | 3;
  text: string;
}

export const SCOPES = ['database', 'functions', 'http'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Wishes {
  /** One part alone; null for everything. */
  only: Scope | null;
  prune: boolean;
  rotateFieldKey: boolean;
  /** Id of a key to be taken away. */
  retireFieldKey: string | null;
}

/** The platform's name; a function's runtime is fixed when it is made. Source: docs.cloudbase.net/cloud-function/runtime-support */
export const RUNTIME = 'Nodejs20.19';

/** The one trigger a function has: config.json, which DevTools reads, calls it so too (scripts/build/functions.ts). */
export const TRIGGER = 'tick';

/** Which bundle a function runs. Written after everything else of that function, so what broke off begins again. */
export const CODE = 'HUITOUKE_CODE';
