/**
 * Functions and their triggers: API `scf`, version 2018-04-16. Shapes: cloud.tencent.com/document/api/583/18584 (GetFunction), 18582
 * (ListFunctions), 18586 (CreateFunction), 18581 (UpdateFunctionCode), 18580 (UpdateFunctionConfiguration), 18588 (DeleteTrigger), 17243
 * (Invoke), codes: 583/17239; BatchCreateTrigger is on no page: as @cloudbase/manager-node 5.6.5 calls it.
 */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Action, Cloud } from './action';
import type { CloudFunction, Trigger } from './environment';
import { list, object, type Parameters, text, whole } from './parameters';
import { Refusal } from './refusal';

const RUNTIMES = ['Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19'];

/** Names and values together, bytes: cloud.tencent.com/document/product/583/11637. */
const VARIABLE_BYTES = 4096;

/** How a change that is under way may end: cloud.tencent.com/document/product/583/47175. */
const FAILED = { Creating: 'CreateFailed', Updating: 'UpdateFailed' };

/** Functions answer to the name of the environment as their namespace. */
function inEnvironment({ environment }: Cloud, parameters: Parameters): void {
  if (text(parameters, 'Namespace') !== environment.id)
    throw new Refusal('ResourceNotFound.Namespace', 'The namespace does not exist.');
}

function functionOf(cloud: Cloud, parameters: Parameters): CloudFunction {
  inEnvironment(cloud, parameters);
  const found = cloud.environment.functions.get(text(parameters, 'FunctionName'));
  if (!found) throw new Refusal('ResourceNotFound.Function', 'The function does not exist.');
  return found;
}

/** Changing one that is still under way is refused. */
function readyFunction(cloud: Cloud, parameters: Parameters): CloudFunction {
  const found = functionOf(cloud, parameters);
  passTime(found);
  if (found.status !== 'Active')
    throw new Refusal('FailedOperation.FunctionStatusError', `The function is ${found.status}.`);
  return found;
}

/** Here time goes by with every call about the function. */
function passTime(found: CloudFunction): void {
  if (found.underWay > 0) found.underWay -= 1;
  else if (found.status in FAILED) found.status = 'Active';
}

function get(cloud: Cloud, parameters: Parameters): object {
  const found = functionOf(cloud, parameters);
  passTime(found);
  return {
    FunctionName: parameters.FunctionName,
    Namespace: cloud.environment.id,
    Runtime: found.runtime,
    Handler: found.handler,
    Timeout: found.timeout,
    MemorySize: found.memory,
    Status: found.status,
    StatusReasons: found.statusReasons,
    Environment: { Variables: Object.entries(found.variables).map(([Key, Value]) => ({ Key, Value })) },
    Triggers: found.triggers.map((trigger) => ({
      ...trigger,
      TriggerDesc: JSON.stringify({ cron: trigger.TriggerDesc }),
      Enable: 1,
    })),
    Type: 'Event',
  };
}

function create(cloud: Cloud, parameters: Parameters): object {
  inEnvironment(cloud, parameters);
  const name = text(parameters, 'FunctionName');
  if (cloud.environment.functions.has(name)) throw new Refusal('ResourceInUse.FunctionName', 'The function exists.');
  const runtime = text(parameters, 'Runtime');
  if (!RUNTIMES.includes(runtime)) throw new Refusal('InvalidParameterValue.Runtime', `${runtime} is not offered.`);
  const created: CloudFunction = {
    handler: text(parameters, 'Handler'),
    runtime,
    timeout: whole(parameters, 'Timeout', 3),
    memory: whole(parameters, 'MemorySize', 128),
    code: codeOf(text(object(parameters, 'Code'), 'ZipFile')),
    variables: variablesOf(parameters),
    status: 'Active',
    statusReasons: [],
    underWay: 0,
    triggers: [],
  };
  begin(cloud, name, created, 'Creating');
  cloud.environment.functions.set(name, created);
  return {};
}

function updateCode(cloud: Cloud, parameters: Parameters): object {
  const found = readyFunction(cloud, parameters);
  found.code = codeOf(zipOf(parameters));
  if (parameters.Handler !== undefined) found.handler = text(parameters, 'Handler');
  begin(cloud, text(parameters, 'FunctionName'), found, 'Updating');
  return {};
}

/** The variables are replaced as a whole; what is not given stays. */
function updateConfiguration(cloud: Cloud, parameters: Parameters): object {
  const found = readyFunction(cloud, parameters);
  if (parameters.Environment !== undefined) found.variables = variablesOf(parameters);
  found.timeout = whole(parameters, 'Timeout', found.timeout);
  found.memory = whole(parameters, 'MemorySize', found.memory);
  begin(cloud, text(parameters, 'FunctionName'), found, 'Updating');
  return {};
}

function begin({ accidents }: Cloud, name: string, changed: CloudFunction, status: keyof typeof FAILED): void {
  changed.statusReasons = [];
  changed.underWay = accidents.readsUnderWay;
  changed.status = changed.underWay > 0 ? status : 'Active';
  if (!accidents.failing.has(name)) return;
  changed.underWay = 0;
  changed.status = FAILED[status];
  changed.statusReasons = [{ ErrorCode: 'InternalError', ErrorMessage: 'The image could not be made.' }];
}

const zipOf = (parameters: Parameters): string =>
  parameters.ZipFile === undefined ? text(object(parameters, 'Code'), 'ZipFile') : text(parameters, 'ZipFile');

/** A zip in base64 that holds what Node starts with. */
function codeOf(base64: string): string {
  const zip = Buffer.from(base64, 'base64');
  const names = Object.keys(unzipSync(zip));
  if (!names.includes('index.js')) throw new Refusal('InvalidParameterValue.Code', 'index.js is not in the zip.');
  return createHash('sha256').update(zip).digest('hex');
}

function variablesOf(parameters: Parameters): Record<string, string> {
  if (parameters.Environment === undefined) return {};
  const pairs = list(object(parameters, 'Environment'), 'Variables').map((pair): [string, string] => [
    text(pair, 'Key'),
    text(pair, 'Value'),
  ]);
  const bytes = pairs.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > VARIABLE_BYTES)
    throw new Refusal('InvalidParameterValue.EnvironmentExceededLimit', 'The variables exceed 4 KB.');
  return Object.fromEntries(pairs);
}

/** `Triggers` is JSON in a string. */
function batchCreateTrigger(cloud: Cloud, parameters: Parameters): object {
  const found = readyFunction(cloud, parameters);
  const wanted = JSON.parse(text(parameters, 'Triggers')) as Trigger[];
  if (wanted.length !== whole(parameters, 'Count', 0)) throw new Refusal('InvalidParameterValue', 'Count is not true.');
  for (const { TriggerName, Type, TriggerDesc } of wanted) {
    if (found.triggers.some((trigger) => trigger.TriggerName === TriggerName))
      throw new Refusal('ResourceInUse.Trigger', `The trigger ${TriggerName} exists.`);
    if (Type !== 'timer' || TriggerDesc.split(' ').length !== 7)
      throw new Refusal('InvalidParameterValue.TriggerDesc', 'A timer has seven fields.');
    found.triggers.push({ TriggerName, Type, TriggerDesc });
  }
  return {};
}

function deleteTrigger(cloud: Cloud, parameters: Parameters): object {
  const found = readyFunction(cloud, parameters);
  const name = text(parameters, 'TriggerName');
  const left = found.triggers.filter((trigger) => trigger.TriggerName !== name || trigger.Type !== parameters.Type);
  if (left.length === found.triggers.length)
    throw new Refusal('ResourceNotFound.Trigger', 'The trigger does not exist.');
  found.triggers = left;
  return {};
}

function invoke(cloud: Cloud, parameters: Parameters): object {
  readyFunction(cloud, parameters);
  const event: unknown = JSON.parse(text(parameters, 'ClientContext'));
  const name = text(parameters, 'FunctionName');
  const answer = (cloud.accidents.invoked ?? ((called: string) => inOrder(cloud, called)))(name, event);
  return { Result: { InvokeResult: 0, RetMsg: JSON.stringify(answer), ErrMsg: '', Log: '', FunctionRequestId: 'r-1' } };
}

/** The answer to `selfCheck` of a shop in which everything is as it should be. */
function inOrder({ environment }: Cloud, name: string): object {
  const build = environment.functions.get(name)?.variables.HUITOUKE_BUILD;
  const collections = Object.fromEntries([...environment.collections.keys()].map((one) => [one, true]));
  return { ok: true, data: { build, collections, keys: true } };
}

function listFunctions(cloud: Cloud, parameters: Parameters): object {
  inEnvironment(cloud, parameters);
  const all = [...cloud.environment.functions].map(([FunctionName, { runtime, status }]) => {
    return { FunctionName, Runtime: runtime, Status: status };
  });
  const [offset, limit] = [whole(parameters, 'Offset', 0), whole(parameters, 'Limit', 20)];
  return { Functions: all.slice(offset, offset + limit), TotalCount: all.length };
}

const named = ['FunctionName', 'Namespace'];
const configuration = ['Timeout', 'MemorySize', 'Environment', 'Description', 'InstallDependency'];

export const functionActions: Record<string, Action> = {
  ListFunctions: { writes: false, required: ['Namespace'], optional: ['Limit', 'Offset'], run: listFunctions },
  GetFunction: { writes: false, required: named, optional: ['ShowCode', 'Qualifier'], run: get },
  CreateFunction: {
    writes: true,
    required: [...named, 'Code', 'Handler', 'Runtime'],
    optional: [...configuration, 'Role', 'Stamp', 'Type'],
    run: create,
  },
  UpdateFunctionCode: {
    writes: true,
    required: named,
    optional: ['Code', 'ZipFile', 'Handler', 'InstallDependency'],
    run: updateCode,
  },
  UpdateFunctionConfiguration: { writes: true, required: named, optional: configuration, run: updateConfiguration },
  BatchCreateTrigger: { writes: true, required: [...named, 'Triggers', 'Count'], run: batchCreateTrigger },
  DeleteTrigger: {
    writes: true,
    required: [...named, 'TriggerName', 'Type'],
    optional: ['Qualifier', 'TriggerDesc'],
    run: deleteTrigger,
  },
  Invoke: {
    writes: false,
    required: [...named, 'ClientContext'],
    optional: ['InvocationType', 'LogType', 'Qualifier'],
    run: invoke,
  },
};
