/**
 * Who may call which function: API `tcb`, version 2018-06-08, DescribeResourcePermission and ModifyResourcePermission. On no page of
 * the API's reference; as @cloudbase/manager-node 5.6.5 calls them (lib/permission).
 */
import type { Action, Cloud } from './action';
import { type Parameters, text } from './parameters';
import { Refusal } from './refusal';

function check({ environment }: Cloud, parameters: Parameters): void {
  if (text(parameters, 'EnvId') !== environment.id)
    throw new Refusal('ResourceNotFound', 'The environment does not exist.');
  if (text(parameters, 'ResourceType') !== 'function')
    throw new Refusal('InvalidParameter', 'The type of the resource is not known.');
}

function describe(cloud: Cloud, parameters: Parameters): object {
  check(cloud, parameters);
  const rule = cloud.environment.callRule;
  const list = rule === null ? [] : [{ ResourceType: 'function', Permission: 'CUSTOM', SecurityRule: rule }];
  return { Data: { TotalCount: list.length, PermissionList: list } };
}

function modify(cloud: Cloud, parameters: Parameters): object {
  check(cloud, parameters);
  if (text(parameters, 'Permission') !== 'CUSTOM')
    throw new Refusal('InvalidParameter', 'Functions have a rule of their own.');
  const rule = text(parameters, 'SecurityRule');
  const parsed = JSON.parse(rule) as Record<string, { invoke?: unknown }>;
  if (!parsed['*'] || Object.values(parsed).some(({ invoke }) => invoke === undefined))
    throw new Refusal('InvalidParameter', 'The rule is not complete.');
  cloud.environment.callRule = rule;
  return { Data: { Success: true } };
}

export const permissionActions: Record<string, Action> = {
  DescribeResourcePermission: {
    writes: false,
    required: ['EnvId', 'ResourceType'],
    optional: ['Resources'],
    run: describe,
  },
  ModifyResourcePermission: {
    writes: true,
    required: ['EnvId', 'ResourceType', 'Permission', 'SecurityRule'],
    optional: ['Resource'],
    run: modify,
  },
};
