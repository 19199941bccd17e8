/** Shape of the declaration of everything the cloud must contain. Read by the build, the local cloud and deployment. */

export interface IndexDeclaration {
  /** Never reused for other keys. */
  name: string;
  /** Field -> 1 ascending, -1 descending; order counts. */
  keys: Record<string, 1 | -1>;
  unique?: boolean;
}

export interface CollectionDeclaration {
  acl: 'ADMINONLY';
  indexes: IndexDeclaration[];
  /** Names of indexes that were declared once: deployment drops them when it is asked to, and they never come back. */
  retired?: string[];
}

export interface FunctionDeclaration {
  timeoutS: number;
  memoryMb: 128 | 256 | 512 | 1024 | 2048;
  /** WeChat open APIs the function may call, as `permissions.openapi` of its config.json. */
  openapi: string[];
  /** Seven fields, second to year. One trigger per function. */
  timer?: string;
  /** Open to callers without a WeChat identity (the security rule of functions; see docs/before-launch.md). */
  anonymous?: true;
  /** Path of the HTTP access service that leads here. */
  httpPath?: string;
  /** Names of environment variables that hold secrets: made once per environment, never in the repository. */
  secrets?: string[];
  /** Names of environment variables that hold rings of keys, `id:key,id:key`, the one in use first (platform/sealed.ts). */
  keyrings?: string[];
  /** Names of environment variables whose values only the merchant has; absent until they are given. */
  provided?: string[];
  /** Is told where the shop's HTTP paths begin (variables.ts, HTTP_BASE). */
  httpBase?: true;
}

export interface Manifest {
  /** Of all bundles together, 16 hexadecimal digits: what a build writes and every function is given. Absent in the source. */
  build?: string;
  collections: Record<string, CollectionDeclaration>;
  functions: Record<string, FunctionDeclaration>;
}
