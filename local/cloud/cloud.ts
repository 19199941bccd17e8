import { resolve } from 'node:path';
import { Admin } from './admin';
import { DatabaseGate } from './admin/database';
import { Clock } from './clock';
import type { Cloud, CloudOptions, Database } from './contract';
import { callAsPerson } from './control/calls';
import { Defects } from './defects';
import { Faults } from './faults';
import { Functions } from './functions';
import { Declaring } from './functions/declarations';
import { bundleInside, sdkEntry } from './functions/inside';
import { Reaper } from './functions/reaper';
import { Timers } from './functions/timers';
import { HttpAccess } from './http-access';
import { Invocations } from './invocations';
import { Keyrings } from './keyrings';
import { OpenApi } from './openapi';
import { Pay } from './pay';
import { route } from './routes';
import { Secrets } from './secrets';
import { openState } from './state';
import { Files } from './storage/files';

const INSTANCES_EACH = 3;

/** Puts the parts of the local cloud together around a database, which stays the caller's to close. */
export async function assemble(options: CloudOptions, database: Database): Promise<Cloud> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  const declaring = new Declaring({ ...options, functionsDir: resolve(options.functionsDir) }, database, log);
  const catalogue = await declaring.read();
  const inside = await bundleInside(dataDir);

  let attached: string | undefined;
  const origin = () => {
    if (attached === undefined) throw new Error('attach(origin) the local cloud before it is used');
    return attached;
  };
  const state = openState(dataDir);
  const clock = new Clock(state);
  const invocations = new Invocations();
  const faults = new Faults();
  const secrets = new Secrets(dataDir);
  const keyrings = new Keyrings(dataDir);
  const defects = new Defects();
  const reaper = new Reaper();
  const surroundings = {
    origin,
    inside,
    sdk: sdkEntry(),
    reaper,
    offsetMs: () => clock.offsetMs,
    secrets: (names: readonly string[]) => secrets.variables(names),
    keyrings: (name: string, rings: readonly string[]) => keyrings.variables(name, rings),
    provided: (names: readonly string[]) => secrets.provided(names),
    buildOf: (name: string, build: string | undefined) => defects.buildOf(name, build),
    output: (name: string, requestId: string, line: string) => log(`${name} ${requestId} | ${line}`),
  };
  const functions = new Functions(surroundings, invocations, options.instances ?? INSTANCES_EACH, log, options.heard);
  functions.adopt(catalogue, new Set());
  clock.onMove(() => functions.moveClock(clock.offsetMs));
  const timers = new Timers(functions, clock, options.timers ?? true, log);
  const watching = declaring.watch((next) => {
    functions.adopt(next.catalogue, next.changed);
    timers.arm();
  });

  const files = new Files(dataDir, state, clock, origin);
  const gate = new DatabaseGate(database, clock, faults);
  const pay = new Pay(state, clock, functions, log);
  const admin = new Admin(gate, functions, files, new OpenApi(state, clock, functions, defects), pay, invocations, log);
  const control = {
    secrets,
    keyrings,
    functions,
    timers,
    invocations,
    database: gate,
    clock,
    faults,
    defects,
    files,
    state,
    pay,
    log,
  };
  const served = { admin, access: new HttpAccess(functions, defects), files, control, log };

  return {
    handle: (request, response) => route(served, request, response),
    attach(value) {
      attached = value.replace(/\/+$/, '');
      timers.arm();
    },
    async call(openid, name, data, address) {
      const { result } = await callAsPerson(functions, openid, name, data ?? {}, address);
      if ('failure' in result) throw result.failure;
      return JSON.parse(result.json);
    },
    async close() {
      timers.close();
      pay.close();
      await watching.close();
      functions.close();
      reaper.close();
      await state.close();
    },
  };
}
