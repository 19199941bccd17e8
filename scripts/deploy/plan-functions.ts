/** Functions: settings and variables, code, trigger, and who may call them. */

import type { FunctionDeclaration } from '../../cloudfunctions/manifest/schema';
import { BUILD, HTTP_BASE } from '../../cloudfunctions/manifest/variables';
import {
  CODE,
  type Declared,
  type Found,
  type FoundFunction,
  type Obstacle,
  RUNTIME,
  type Step,
  TRIGGER,
  type Variables,
  type Wishes,
} from './model';
import { httpBase } from './plan-http';
import type { Settled } from './secrets';

/** Of the platform's 4 KB, which may count names and variables of its own. Source: cloud.tencent.com/document/product/583/11637 */
const VARIABLES_BYTES_MAX = 3584;

export interface FunctionsPlan {
  steps: Step[];
  obstacles: Obstacle[];
  notes: string[];
}

export function planFunctions(
  declared: Declared,
  found: Found,
  { prune }: Pick<Wishes, 'prune'>,
  secrets: Settled,
  provided: Variables,
): FunctionsPlan {
  const plan: FunctionsPlan = { steps: [], obstacles: [], notes: [] };
  const names = inOrder(declared);
  for (const name of names) {
    const { [name]: there } = found.functions;
    const { [name]: early } = secrets.first;
    if (there && early) plan.steps.push(configured(name, there, { ...there.variables, ...early }, ['先认得新钥匙']));
  }
  const base = httpBase(found);
  for (const name of names) {
    const { [name]: fn } = declared.functions;
    if (!fn) continue;
    const named = [...(fn.secrets ?? []), ...(fn.keyrings ?? []), ...(fn.provided ?? [])];
    const values = { ...provided, ...secrets.values, ...(fn.httpBase && base !== null ? { [HTTP_BASE]: base } : {}) };
    const wanted = pick(values, fn.httpBase ? [...named, HTTP_BASE] : named);
    const stamps = { [CODE]: declared.codes[name] ?? '', [BUILD]: declared.build };
    checkSize(name, { ...found.functions[name]?.variables, ...wanted, ...stamps }, plan);
    planFunction(name, fn, found.functions[name], wanted, stamps, plan);
    planTrigger(name, fn, found.functions[name], prune, plan);
  }
  planCallRule(declared, found, plan);
  return plan;
}

/** As declared, but those with a timer last: what it counts it counts when all others are as they shall be. */
function inOrder({ functions }: Declared): string[] {
  const timed = (name: string) => (functions[name]?.timer === undefined ? 0 : 1);
  return Object.keys(functions).sort((a, b) => timed(a) - timed(b));
}

function planFunction(
  name: string,
  fn: FunctionDeclaration,
  there: FoundFunction | undefined,
  wanted: Variables,
  stamps: Variables,
  { steps, obstacles }: FunctionsPlan,
): void {
  const { timeoutS, memoryMb } = fn;
  const stamped = [`记下版本 ${stamps[BUILD]}`];
  if (!there) {
    steps.push({ kind: 'create-function', name, timeoutS, memoryMb, variables: wanted });
    steps.push(configured(name, fn, { ...wanted, ...stamps }, stamped));
    return;
  }
  if (there.runtime !== RUNTIME) {
    const cure = '平台不能改：把变量抄下来收好，在控制台删掉这个云函数，再部署一次。会员的数据不受影响';
    obstacles.push({ exit: 3, text: `云函数 ${name} 的运行环境是 ${there.runtime}，要的是 ${RUNTIME}。${cure}` });
    return;
  }
  const what = differences(fn, there, wanted);
  const target = { ...there.variables, ...wanted };
  const unstamped = Object.entries(stamps).some(([key, value]) => there.variables[key] !== value);
  if (there.variables[CODE] === stamps[CODE]) {
    const changes = unstamped ? [...what, ...stamped] : what;
    if (changes.length > 0) steps.push(configured(name, fn, { ...target, ...stamps }, changes));
    return;
  }
  // Variables first: the new code may need them.
  if (what.length > 0) steps.push(configured(name, fn, target, what));
  steps.push({ kind: 'upload-code', name }, configured(name, fn, { ...target, ...stamps }, stamped));
}

function configured(
  name: string,
  { timeoutS, memoryMb }: Pick<FunctionDeclaration, 'timeoutS'> & { memoryMb: number },
  variables: Variables,
  what: string[],
): Step {
  return { kind: 'configure-function', name, timeoutS, memoryMb, variables, what };
}

/** What differs, without any value of a variable. */
function differences(fn: FunctionDeclaration, there: FoundFunction, wanted: Variables): string[] {
  const what: string[] = [];
  if (there.timeoutS !== fn.timeoutS) what.push(`时限 ${there.timeoutS} 秒改为 ${fn.timeoutS} 秒`);
  if (there.memoryMb !== fn.memoryMb) what.push(`内存 ${there.memoryMb} MB 改为 ${fn.memoryMb} MB`);
  for (const [key, value] of Object.entries(wanted)) {
    if (there.variables[key] === undefined) what.push(`变量 ${key} 设上`);
    else if (there.variables[key] !== value) what.push(`变量 ${key} 改了`);
  }
  return what;
}

function planTrigger(
  name: string,
  { timer }: FunctionDeclaration,
  there: FoundFunction | undefined,
  prune: boolean,
  { steps, obstacles, notes }: FunctionsPlan,
): void {
  const ours = there?.triggers.find((trigger) => trigger.name === TRIGGER);
  const others = there?.triggers.filter((trigger) => trigger.name !== TRIGGER) ?? [];
  for (const { name: other } of others) notes.push(`云函数 ${name} 上有别人加的定时 ${other}，没有动它`);
  if (timer === undefined) {
    if (ours && prune) steps.push({ kind: 'delete-trigger', name, trigger: TRIGGER });
    else if (ours) obstacles.push({ exit: 3, text: `云函数 ${name} 不再需要定时 ${TRIGGER}：加上 --prune 才会删去` });
    return;
  }
  if (ours?.cron === timer && ours.enabled) return;
  // Whether a second trigger of that name replaces the first is not said.
  if (ours) steps.push({ kind: 'delete-trigger', name, trigger: TRIGGER });
  steps.push({ kind: 'create-trigger', name, cron: timer });
}

const SIGNED_IN = 'auth != null';

/**
 * Only what is declared `anonymous` is open to callers without an identity; entries of others stay as they are.
 * Source: cloud.tencent.com/document/product/436/46799: three values, `*` is required, calls over HTTP and timers are free of it
 */
function planCallRule({ functions }: Declared, { callRule }: Found, { steps, notes }: FunctionsPlan): void {
  const open = Object.keys(functions).filter((name) => functions[name]?.anonymous);
  if (callRule === null) {
    if (open.length > 0) notes.push(`读不到云函数的安全规则：请在控制台让 ${open.join('、')} 不登录也能调用（见清单）`);
    return;
  }
  const what: string[] = [];
  const rule: Record<string, { readonly invoke?: unknown }> = { ...callRule };
  if (rule['*']?.invoke === undefined || rule['*'].invoke === true) {
    rule['*'] = { invoke: SIGNED_IN };
    what.push('默认要有微信身份才能调用');
  }
  for (const [name, { anonymous }] of Object.entries(functions)) {
    if (anonymous && rule[name]?.invoke !== true) {
      rule[name] = { invoke: true };
      what.push(`${name} 不登录也能调用`);
    } else if (!anonymous && rule[name]?.invoke === true) {
      rule[name] = { invoke: SIGNED_IN };
      what.push(`${name} 要有微信身份才能调用`);
    }
  }
  if (what.length > 0) steps.push({ kind: 'set-call-rule', rule, what });
}

function checkSize(name: string, variables: Variables, { obstacles }: FunctionsPlan): void {
  const bytes = Object.entries(variables).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (bytes <= VARIABLES_BYTES_MAX) return;
  const text = `云函数 ${name} 的环境变量一共 ${bytes} 字节，超过 ${VARIABLES_BYTES_MAX}（平台的上限是 4096）`;
  obstacles.push({ exit: 2, text });
}

function pick(values: Variables, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
  );
}
