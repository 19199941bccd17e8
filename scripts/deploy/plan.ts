/**
 * What has to be done so that the cloud is as declared. Pure: everything that is decided is decided here.
 *
 * Laws: after the steps of a plan the next plan has none. Nothing that was not declared, now or once, is dropped, and what
 * was is dropped only when asked. A plan with obstacles is not begun. Collections are closed before a function is made.
 */
import type { Declared, Found, Obstacle, Scope, Step, Variables, Wishes } from './model';
import { planDatabase } from './plan-database';
import { planFunctions } from './plan-functions';
import { planHttp } from './plan-http';
import { namesOf, type SecretsAsked, settleProvided, settleSecrets } from './secrets';

export type VariableState = 'set' | 'changed' | 'kept' | 'absent';

export interface Plan {
  steps: Step[];
  obstacles: Obstacle[];
  /** What is left to a person when all is done. */
  afterwards: Obstacle[];
  notes: string[];
  /** Secrets that are new with this plan. */
  made: Variables;
  /** Variable -> what becomes of it; values are never told. */
  variables: Record<string, VariableState>;
}

export function plan(declared: Declared, found: Found, asked: SecretsAsked): Plan {
  const { wishes, given } = asked;
  const whole: Plan = { steps: [], obstacles: [], afterwards: [], notes: [], made: {}, variables: {} };
  if (concerns(wishes, 'database')) add(whole, planDatabase(declared, found, wishes));
  if (concerns(wishes, 'functions')) {
    const secrets = settleSecrets(declared, found, asked);
    const provided = settleProvided(declared, found, given, whole.notes);
    add(whole, secrets);
    add(whole, planFunctions(declared, found, wishes, secrets, provided));
    whole.made = secrets.made;
    whole.variables = statesOf(declared, found, { ...provided, ...secrets.values });
  }
  if (concerns(wishes, 'http')) {
    const { steps, afterwards } = planHttp(declared, found);
    whole.steps.push(...steps);
    whole.afterwards.push(...afterwards);
    if (wishes.only === 'http') whole.obstacles.push(...unreachable(steps, found));
  }
  return whole;
}

function concerns({ only }: Wishes, scope: Scope): boolean {
  return only === null || only === scope;
}

function add(whole: Plan, part: { steps?: Step[]; obstacles: Obstacle[]; notes: string[] }): void {
  whole.steps.push(...(part.steps ?? []));
  whole.obstacles.push(...part.obstacles);
  whole.notes.push(...part.notes);
}

function statesOf(declared: Declared, found: Found, values: Variables): Record<string, VariableState> {
  const states: Record<string, VariableState> = {};
  for (const kind of ['secrets', 'keyrings', 'provided'] as const) {
    for (const name of namesOf(declared, kind)) {
      const held = Object.entries(declared.functions).flatMap(([fn, declaration]) =>
        declaration[kind]?.includes(name) ? [found.functions[fn]?.variables[name]] : [],
      );
      states[name] = stateOf(held, values[name]);
    }
  }
  return states;
}

function stateOf(held: readonly (string | undefined)[], value: string | undefined): VariableState {
  if (value === undefined) return held.some((each) => each !== undefined) ? 'kept' : 'absent';
  if (held.every((each) => each === value)) return 'kept';
  return held.some((each) => each !== undefined && each !== value) ? 'changed' : 'set';
}

/** A route to a function that is not there would be refused. */
function unreachable(steps: readonly Step[], { functions }: Found): Obstacle[] {
  const names = steps.flatMap((step) => (step.kind === 'set-route' ? [step.functionName] : []));
  const missing = [...new Set(names)].filter((name) => !(name in functions));
  return missing.map((name) => ({ exit: 2, text: `云函数 ${name} 还没有部署：先不带 --only 部署一次` }));
}
