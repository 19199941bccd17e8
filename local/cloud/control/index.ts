import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { DatabaseGate } from '../admin/database';
import type { Clock } from '../clock';
import { type Defects, DefectsInput } from '../defects';
import { type Faults, FaultsInput } from '../faults';
import type { Functions } from '../functions';
import type { Timers } from '../functions/timers';
import type { Invocations } from '../invocations';
import type { Keyrings } from '../keyrings';
import { isFromHere } from '../loopback';
import type { Pay } from '../pay';
import type { Secrets } from '../secrets';
import type { State } from '../state';
import type { Files } from '../storage/files';
import { ControlError, readInput, sendJson, validate } from './answer';
import { CallInput, callAsPerson } from './calls';
import { ClockInput, clockFigures, moveClock } from './clock';
import { DeleteInput, deleteAsPerson, FileUrlInput, fileUrls, uploadAsPerson } from './files';
import { KeyringInput, replaceRing, ringsOf } from './keyrings';
import { PayInput, PayTellInput, ProvideInput, payByHand, payOrders, provide, tellAgain } from './pay';
import {
  addConsents,
  ConsentInput,
  consentsOf,
  ForgetInput,
  forget,
  inboxOf,
  Openid,
  PhoneCodeInput,
  phoneCode,
  RiskInput,
} from './people';
import { ReadInput, readAsPerson } from './reading';

export interface Parts {
  functions: Functions;
  timers: Timers;
  invocations: Invocations;
  database: DatabaseGate;
  clock: Clock;
  faults: Faults;
  defects: Defects;
  files: Files;
  state: State;
  secrets: Secrets;
  keyrings: Keyrings;
  pay: Pay;
  log: (line: string) => void;
}

interface Asked {
  request: IncomingMessage;
  query: URLSearchParams;
}
type Endpoint = (asked: Asked, parts: Parts) => Promise<unknown> | unknown;

const TimerInput = v.strictObject({ name: v.pipe(v.string(), v.nonEmpty()) });
const PersonQuery = v.strictObject({ openid: Openid });
const StatsQuery = v.strictObject({ requestId: v.optional(v.string()) });

const ENDPOINTS: Record<string, Endpoint> = {
  'POST /local/call': call,
  'GET /local/clock': (_, { clock }) => clockFigures(clock),
  'POST /local/clock': async ({ request }, { clock }) => {
    await moveClock(clock, await readInput(request, ClockInput));
    return clockFigures(clock);
  },
  'GET /local/faults': (_, { faults }) => faults.figures(),
  'POST /local/faults': async ({ request }, { faults }) => {
    faults.order(await readInput(request, FaultsInput));
    return faults.figures();
  },
  'DELETE /local/faults': (_, { faults }) => {
    faults.clear();
    return faults.figures();
  },
  'GET /local/defects': (_, { defects }) => defects.plan,
  'POST /local/defects': async ({ request }, { defects, functions }) => {
    functions.reload(defects.order(await readInput(request, DefectsInput)));
    return defects.plan;
  },
  'DELETE /local/defects': (_, { defects, functions }) => {
    functions.reload(defects.clear());
    return defects.plan;
  },
  'POST /local/read': async ({ request }, parts) => readAsPerson(parts, await readInput(request, ReadInput)),
  'GET /local/stats': stats,
  'GET /local/secrets': (_, { functions, secrets }) => ({
    secrets: secrets.variables([...new Set(functions.all().flatMap((each) => each.secrets))]),
  }),
  'GET /local/keyrings': (_, parts) => ringsOf(parts),
  'POST /local/keyrings': async ({ request }, parts) => replaceRing(parts, await readInput(request, KeyringInput)),
  'POST /local/provided': async ({ request }, parts) => provide(parts, await readInput(request, ProvideInput)),
  'GET /local/pay': (_, { state }) => payOrders(state),
  'POST /local/pay': async ({ request }, { pay }) => payByHand(pay, await readInput(request, PayInput)),
  'POST /local/pay/tell': async ({ request }, { pay }) => tellAgain(pay, await readInput(request, PayTellInput)),
  'POST /local/timer': fireTimer,
  'POST /local/people/forget': async ({ request }, { state }) => forget(state, await readInput(request, ForgetInput)),
  'GET /local/consents': ({ query }, { state }) => consentsOf(state, personIn(query)),
  'POST /local/consents': async ({ request }, { state }) => addConsents(state, await readInput(request, ConsentInput)),
  'GET /local/inbox': ({ query }, { state }) => inboxOf(state, personIn(query)),
  'POST /local/phonecode': async ({ request }, { state, clock }) =>
    phoneCode(state, await readInput(request, PhoneCodeInput), clock.nowMs()),
  'POST /local/risk': async ({ request }, { state }) => {
    const { as, rank } = await readInput(request, RiskInput);
    await state.riskRanks.put(as, rank);
    return { rank };
  },
  'POST /local/upload': ({ request, query }, { files }) => uploadAsPerson(files, request, query),
  'POST /local/fileurl': async ({ request }, { files }) =>
    fileUrls(files, (await readInput(request, FileUrlInput)).fileList),
  'POST /local/deletefile': async ({ request }, { files }) => {
    const { as, fileList } = await readInput(request, DeleteInput);
    return deleteAsPerson(files, as, fileList);
  },
};

/** The control interface for tests and for the phone's side panel; this machine only. */
export async function handleControl(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://control');
  try {
    if (!isFromHere(request)) throw new ControlError(403, 'NOT_LOCAL', 'only this machine may control the local cloud');
    const endpoint = ENDPOINTS[`${request.method} ${url.pathname}`];
    if (!endpoint) throw unknownEndpoint(request.method ?? '', url.pathname);
    sendJson(response, 200, await endpoint({ request, query: url.searchParams }, parts));
  } catch (error) {
    request.resume();
    if (!(error instanceof ControlError)) {
      parts.log(`control ${url.pathname} failed: ${error instanceof Error ? error.stack : String(error)}`);
      sendJson(response, 500, {
        error: { code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) },
      });
      return;
    }
    const { code, message, field } = error;
    parts.log(`control ${request.method} ${url.pathname} refused: ${code}${field === undefined ? '' : ` (${field})`}`);
    sendJson(response, error.status, { error: field === undefined ? { code, message } : { code, message, field } });
  }
}

function unknownEndpoint(method: string, pathname: string): ControlError {
  const methods = Object.keys(ENDPOINTS).filter((key) => key.endsWith(` ${pathname}`));
  return methods.length > 0
    ? new ControlError(405, 'METHOD_NOT_ALLOWED', `${method} ${pathname}; there is ${methods.join(', ')}`)
    : new ControlError(404, 'NOT_FOUND', `there is no ${pathname}; docs/local.md lists what there is`);
}

function personIn(query: URLSearchParams): string {
  return validate(PersonQuery, Object.fromEntries(query)).openid;
}

async function call({ request }: Asked, { functions }: Parts): Promise<unknown> {
  const { as, name, data, address } = await readInput(request, CallInput);
  const { requestId, result } = await callAsPerson(functions, as, name, data, address);
  if ('json' in result) return { result: JSON.parse(result.json), requestId };
  const { code, errCode, message } = result.failure;
  return { error: { code, errCode, message }, requestId };
}

function stats({ query }: Asked, { invocations, database, functions, faults }: Parts): unknown {
  const { requestId } = validate(StatsQuery, Object.fromEntries(query));
  if (requestId !== undefined) {
    const asked = invocations.byRequestId(requestId);
    if (!asked) throw new ControlError(404, 'NOT_FOUND', `no call ${requestId} is remembered`, 'requestId');
    return asked.figures();
  }
  return {
    database: { requests: database.total },
    last: invocations.last?.figures() ?? null,
    faults: faults.figures(),
    functions: functions.figures(),
  };
}

async function fireTimer({ request }: Asked, { timers }: Parts): Promise<unknown> {
  const { name } = await readInput(request, TimerInput);
  const answer = await timers.fire(name);
  if (!answer) throw new ControlError(404, 'NOT_FOUND', `there is no function ${name}`, 'name');
  const { requestId, result } = answer;
  if ('json' in result) return { result: JSON.parse(result.json), requestId };
  const { code, errCode, message } = result.failure;
  return { error: { code, errCode, message }, requestId };
}
