/**
 * HTTP access: API `tcb`, version 2018-06-08. Shapes: cloud.tencent.com/document/api/876/129798 (DescribeHTTPServiceRoute),
 * 876/129800 (CreateHTTPServiceRoute), 876/129797 (ModifyHTTPServiceRoute: what is not given stays); field names also from
 * @cloudbase/manager-node 5.6.5.
 */
import type { Action, Cloud } from './action';
import type { Route } from './environment';
import { list, object, type Parameters, text } from './parameters';
import { Refusal } from './refusal';

const SETTINGS = [
  'Path',
  'UpstreamResourceType',
  'UpstreamResourceName',
  'PathRewrite',
  'EnableSafeDomain',
  'EnableAuth',
  'EnablePathTransmission',
  'QPSPolicy',
  'Enable',
];

const NEWBORN = { EnableSafeDomain: true, EnableAuth: true, EnablePathTransmission: false, Enable: true };

function describe({ environment }: Cloud, parameters: Parameters): object {
  inEnvironment(environment.id, parameters);
  const { domain, routes } = environment;
  if (domain === null) return { Domains: [], OriginDomain: '', TotalCount: 0 };
  const described = {
    Domain: domain,
    DomainType: 'HTTPSERVICE',
    AccessType: 'DIRECT',
    Protocol: 'HTTP_AND_HTTPS',
    IsDefault: true,
    Enable: true,
    Status: 'SUCCESS',
    Routes: routes,
  };
  return { Domains: [described], OriginDomain: domain, TotalCount: 1 };
}

function create(cloud: Cloud, parameters: Parameters): object {
  const { environment } = cloud;
  for (const route of routesOf(cloud, parameters)) {
    if (environment.routes.some(({ Path }) => Path === route.Path))
      throw new Refusal('ResourceInUse', `The path ${route.Path} exists.`);
    if (route.UpstreamResourceType === 'SCF' && !environment.functions.has(route.UpstreamResourceName))
      throw new Refusal('ResourceNotFound', `The function ${route.UpstreamResourceName} does not exist.`);
    environment.routes.push({ ...NEWBORN, ...route });
  }
  return {};
}

function modify(cloud: Cloud, parameters: Parameters): object {
  const { environment } = cloud;
  for (const route of routesOf(cloud, parameters)) {
    const found = environment.routes.find(({ Path }) => Path === route.Path);
    if (!found) throw new Refusal('ResourceNotFound', `The path ${route.Path} does not exist.`);
    Object.assign(found, route);
  }
  return {};
}

function routesOf({ environment }: Cloud, parameters: Parameters): Route[] {
  inEnvironment(environment.id, parameters);
  const given = object(parameters, 'Domain');
  if (text(given, 'Domain') !== environment.domain)
    throw new Refusal('ResourceNotFound', 'The domain is not bound to this environment.');
  return list(given, 'Routes').map((route) => {
    const unknown = Object.keys(route).find((name) => !SETTINGS.includes(name));
    if (unknown) throw new Refusal('UnknownParameter', `The parameter ${unknown} is not recognized.`);
    if (!text(route, 'Path').startsWith('/')) throw new Refusal('InvalidParameter', 'A path begins with /.');
    return route as Route;
  });
}

function inEnvironment(id: string, parameters: Parameters): void {
  if (text(parameters, 'EnvId') !== id) throw new Refusal('ResourceNotFound', 'The environment does not exist.');
}

export const routeActions: Record<string, Action> = {
  DescribeHTTPServiceRoute: {
    writes: false,
    required: ['EnvId'],
    optional: ['Filters', 'Offset', 'Limit'],
    run: describe,
  },
  CreateHTTPServiceRoute: { writes: true, required: ['EnvId', 'Domain'], run: create },
  ModifyHTTPServiceRoute: { writes: true, required: ['EnvId', 'Domain'], run: modify },
};
