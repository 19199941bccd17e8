import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { Admin } from './admin';
import { DatabaseGate } from './admin/database';
import { Clock } from './clock';
import type { Cloud, CloudOptions, Database } from './contract';
import { handleControl, type Parts } from './control';
import { callAsPerson } from './control/calls';
import { Faults } from './faults';
import { Functions } from './functions';
import { type CloudFunction, manifestBeside, readCatalogue, readManifest } from './functions/catalogue';
import { bundleInside, sdkEntry } from './functions/inside';
import { watchFunctions } from './functions/reload';
import { cronOf, Timers } from './functions/timers';
import { HttpAccess } from './http-access';
import { Invocations } from './invocations';
import { isFromHere } from './loopback';
import { OpenApi } from './openapi';
import { openState } from './state';
import { Files } from './storage/files';
import { serveStorage } from './storage/serve';

const INSTANCES_EACH = 3;

/** Throws when a trigger's pattern cannot be read, before anything runs. */
function checkTimers(catalogue: Map<string, CloudFunction>): void {
  for (const { name, timer } of catalogue.values()) {
    if (!timer) continue;
    try {
      cronOf(timer.cron);
    } catch (error) {
      throw new Error(`timer of ${name}, "${timer.cron}": ${(error as Error).message}`);
    }
  }
}

/** Puts the parts of the local cloud together around a database, which it closes in the end. */
export async function assemble(options: CloudOptions, database: Database): Promise<Cloud> {
  const dataDir = resolve(options.dataDir);
  const functionsDir = resolve(options.functionsDir);
  const log = options.log ?? (() => {});
  mkdirSync(dataDir, { recursive: true });

  const manifestFile = options.manifest ? undefined : manifestBeside(functionsDir);
  const manifestNow = () => options.manifest ?? (manifestFile === undefined ? undefined : readManifest(manifestFile));
  const catalogueNow = () => readCatalogue(functionsDir, manifestNow(), options.functionTimeoutMs);
  const catalogue = catalogueNow();
  checkTimers(catalogue);
  const manifest = manifestNow();
  if (manifest) await database.declare(manifest.collections);

  const state = openState(dataDir);
  const clock = new Clock(state);
  const invocations = new Invocations();
  const faults = new Faults();
  let origin: string | undefined;
  const originNow = () => {
    if (origin === undefined) throw new Error('attach(origin) the local cloud before it is used');
    return origin;
  };
  const surroundings = {
    get origin() {
      return originNow();
    },
    inside: await bundleInside(dataDir),
    sdk: sdkEntry(),
    offsetMs: () => clock.offsetMs,
    output: (name: string, requestId: string, line: string) => log(`${name} ${requestId} | ${line}`),
  };
  const functions = new Functions(surroundings, invocations, options.instances ?? INSTANCES_EACH, log);
  functions.adopt(catalogue, new Set());
  const timers = new Timers(functions, clock, options.timers ?? true, log);
  clock.onMove(() => functions.moveClock(clock.offsetMs));
  const files = new Files(dataDir, state, clock, originNow);
  const gate = new DatabaseGate(database, clock, faults);
  const admin = new Admin(gate, functions, files, new OpenApi(state, clock, functions), invocations, log);
  const access = new HttpAccess(functions);
  const parts: Parts = { functions, timers, invocations, database: gate, clock, faults, files, state, log };

  const watcher = watchFunctions(functionsDir, manifestFile, (changed) => {
    reload(changed).catch((error: unknown) =>
      log(`reload refused, the old functions go on: ${(error as Error).message}`),
    );
  });
  const reload = async (changed: ReadonlySet<string>) => {
    const next = catalogueNow();
    checkTimers(next);
    const declared = manifestNow();
    if (declared) await database.declare(declared.collections);
    functions.adopt(next, changed.size === 0 ? new Set(next.keys()) : changed);
    timers.arm();
    log(`reloaded ${[...changed].join(', ') || 'the manifest'}`);
  };

  const guarded = (request: IncomingMessage, response: ServerResponse, work: () => Promise<void>): true => {
    work().catch((error: unknown) => {
      log(
        `${request.method} ${request.url?.split('?')[0]} failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
    return true;
  };

  return {
    handle(request, response) {
      const pathname = (request.url ?? '/').split('?')[0] ?? '/';
      if (pathname === '/admin') {
        if (isFromHere(request)) return guarded(request, response, () => admin.handle(request, response));
        request.resume();
        response.writeHead(403).end();
        return true;
      }
      if (pathname.startsWith('/local/'))
        return guarded(request, response, () => handleControl(parts, request, response));
      if (pathname.startsWith('/storage/'))
        return guarded(request, response, () => serveStorage(files, request, response));
      if (pathname === '/http' || pathname.startsWith('/http/'))
        return guarded(request, response, () => access.handle(request, response));
      return false;
    },
    attach(value) {
      origin = value.replace(/\/+$/, '');
      timers.arm();
    },
    async call(openid, name, data) {
      const { result } = await callAsPerson(functions, openid, name, data ?? {});
      if ('failure' in result) throw result.failure;
      return JSON.parse(result.json);
    },
    async close() {
      timers.close();
      await watcher.close();
      functions.close();
      await state.close();
      await database.close();
    },
  };
}
