import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Manifest } from '../../../cloudfunctions/manifest/schema';

/** For a function that declares none. The platform gives 3 s to one made in its console; the longest it allows there is 60 s. */
export const DEFAULT_TIMEOUT_MS = 20_000;
/** The platform's own default. */
const DEFAULT_MEMORY_MB = 256;

/** Of an environment variable, and none of the platform's own. */
const SecretName = v.pipe(
  v.string(),
  v.regex(/^(?!TCB_|WX_|SCF_|TENCENTCLOUD_|TRIGGER_|NODE_|PATH$|HOME$|TZ$|LANG$)[A-Z][A-Z0-9_]{0,63}$/),
);

const ConfigJson = v.object({
  permissions: v.optional(v.object({ openapi: v.optional(v.array(v.string())) })),
  triggers: v.optional(v.array(v.object({ name: v.string(), type: v.literal('timer'), config: v.string() }))),
  timeout: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(900))),
});

const ManifestJson = v.object({
  build: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
  collections: v.optional(
    v.record(
      v.string(),
      v.object({
        acl: v.literal('ADMINONLY'),
        indexes: v.array(
          v.object({
            name: v.string(),
            keys: v.record(v.string(), v.picklist([1, -1])),
            unique: v.exactOptional(v.boolean()),
          }),
        ),
      }),
    ),
    {},
  ),
  functions: v.optional(
    v.record(
      v.string(),
      v.object({
        timeoutS: v.pipe(v.number(), v.minValue(1), v.maxValue(900)),
        memoryMb: v.picklist([128, 256, 512, 1024, 2048]),
        openapi: v.array(v.string()),
        timer: v.exactOptional(v.string()),
        httpPath: v.exactOptional(v.string()),
        secrets: v.exactOptional(v.array(SecretName)),
        keyrings: v.exactOptional(v.array(SecretName)),
        provided: v.exactOptional(v.array(SecretName)),
        httpBase: v.exactOptional(v.literal(true)),
      }),
    ),
    {},
  ),
});

export interface CloudFunction {
  name: string;
  dir: string;
  entry: string;
  timeoutMs: number;
  memoryMb: number;
  /** Open APIs it may call; undefined = declared nowhere, so nothing is refused. */
  openapi: string[] | undefined;
  timer: { name: string; cron: string } | undefined;
  /** Declared path of the HTTP access service; null = declared without one; undefined = not declared at all. */
  httpPath: string | null | undefined;
  /** Names of the secrets it is given as environment variables. */
  secrets: string[];
  /** Names of the rings of keys it is given. */
  keyrings: string[];
  /** Names of variables whose values only the merchant has: absent until they are given. */
  provided: string[];
  /** Which build it belongs to; undefined when the manifest does not say. */
  build: string | undefined;
  /** Whether it is told where the HTTP paths begin. */
  httpBase: boolean;
}

function parse<S extends v.GenericSchema>(schema: S, file: string): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

export function readManifest(file: string): Manifest {
  if (!existsSync(file)) throw new Error(`no manifest at ${file}`);
  return parse(ManifestJson, file);
}

/** Where a build puts it: beside the folder of functions. It need not be there. */
export function manifestBeside(functionsDir: string): string {
  return join(dirname(resolve(functionsDir)), 'manifest.json');
}

function readFunction(
  dir: string,
  name: string,
  manifest: Manifest | undefined,
  defaultTimeoutMs: number,
): CloudFunction {
  const declared = manifest?.functions[name];
  const configFile = join(dir, 'config.json');
  const config = existsSync(configFile) ? parse(ConfigJson, configFile) : {};
  const [trigger, second] = config.triggers ?? [];
  // WeChat allows one trigger a function (developers.weixin.qq.com, wxcloud/guide/functions/triggers).
  if (second) throw new Error(`${configFile}: a function has one trigger at most`);
  const timeoutS = config.timeout ?? declared?.timeoutS;
  return {
    name,
    dir,
    entry: join(dir, 'index.js'),
    timeoutMs: timeoutS === undefined ? defaultTimeoutMs : timeoutS * 1000,
    memoryMb: declared?.memoryMb ?? DEFAULT_MEMORY_MB,
    openapi: config.permissions ? (config.permissions.openapi ?? []) : declared?.openapi,
    timer: trigger
      ? { name: trigger.name, cron: trigger.config }
      : declared?.timer === undefined
        ? undefined
        : { name: 'tick', cron: declared.timer },
    httpPath: declared ? (declared.httpPath ?? null) : undefined,
    secrets: declared?.secrets ?? [],
    keyrings: declared?.keyrings ?? [],
    provided: declared?.provided ?? [],
    build: manifest?.build,
    httpBase: declared?.httpBase ?? false,
  };
}

/** Every sub-folder with an index.js is a function, as in WeChat DevTools. Throws when a declaration cannot be read. */
export function readCatalogue(
  functionsDir: string,
  manifest: Manifest | undefined,
  defaultTimeoutMs = DEFAULT_TIMEOUT_MS,
): Map<string, CloudFunction> {
  const root = resolve(functionsDir);
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new Error(`no folder of functions at ${root}`);
  const catalogue = new Map<string, CloudFunction>();
  for (const name of readdirSync(root).sort()) {
    const dir = join(root, name);
    if (name === 'node_modules' || name.startsWith('.') || !existsSync(join(dir, 'index.js'))) continue;
    catalogue.set(name, readFunction(dir, name, manifest, defaultTimeoutMs));
  }
  return catalogue;
}
