/** What the workflows on GitHub may do: they hold the keys of somebody's shop. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.github/workflows');

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': boolean };
  jobs: Record<string, { if?: string; environment?: string; env?: Record<string, string>; steps: Step[] }>;
}

const workflows = new Map(
  readdirSync(folder).map((name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as Workflow]),
);
const stepsOf = (workflow: Workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

test('a workflow reads the repository and may do nothing else to it', () => {
  for (const [name, { permissions }] of workflows)
    expect({ name, permissions }).toEqual({ name, permissions: { contents: 'read' } });
  const kept = [...workflows.values()].flatMap(stepsOf).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(kept.map((step) => step.with)).toEqual(kept.map(() => ({ 'persist-credentials': false })));
  expect(kept).toHaveLength(workflows.size);
});

test('a script runs what it is written to run: nothing from outside is put into its text', () => {
  const scripts = [...workflows.values()].flatMap(stepsOf).flatMap(({ run }) => run ?? []);
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  expect(scripts.length).toBeGreaterThan(4);
});

test('every npm command of a workflow is one of the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const called = [...workflows.values()]
    .flatMap(stepsOf)
    .flatMap(({ run = '' }) => [...run.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name))
    .filter((name) => name !== 'ci');
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
  expect(called).toContain('deploy');
});

test('a deployment is begun by hand alone, not from a fork, one at a time, and somebody may have to agree', () => {
  const deploy = workflows.get('deploy.yml');
  expect(Object.keys(deploy?.on ?? {})).toEqual(['workflow_dispatch']);
  expect(deploy?.concurrency['cancel-in-progress']).toBe(false);
  const job = deploy?.jobs.deploy;
  expect(job?.environment).toBe('production');
  expect(job?.if).toContain('repository.fork');
});

test('keys come from the secrets, and only the step that deploys has them', () => {
  const values = (env: Record<string, string> = {}) => Object.values(env);
  for (const [name, workflow] of workflows) {
    const holding = stepsOf(workflow).filter(({ env }) => values(env).some((value) => value.includes('secrets.')));
    expect(holding.length, name).toBe(name === 'deploy.yml' ? 1 : 0);
    for (const job of Object.values(workflow.jobs)) expect(values(job.env).join()).not.toContain('secrets.');
  }
  const env = stepsOf(workflows.get('deploy.yml') as Workflow).find((step) => step.env)?.env ?? {};
  const secret = Object.entries(env).filter(([name]) => /SECRET|KEY|PAY/.test(name));
  expect(secret.map(([name, value]) => [name, value])).toEqual(
    secret.map(([name]) => [name, `\${{ secrets.${name} }}`]),
  );
  expect(secret.length).toBeGreaterThan(2);
});
