/** What one environment of CloudBase holds. Plain data: a test may read it, and may begin with a changed one. */

export interface Index {
  Name: string;
  /** '1', '-1' or '2dsphere'. */
  Keys: { Name: string; Direction: string }[];
  Unique: boolean;
}

export interface Collection {
  acl: string;
  /** Documents in it. */
  count: number;
  indexes: Index[];
}

export interface Trigger {
  TriggerName: string;
  Type: string;
  /** As it was given: seven fields of a cron line. */
  TriggerDesc: string;
}

export interface CloudFunction {
  handler: string;
  runtime: string;
  timeout: number;
  memory: number;
  /** SHA-256 of the zip. */
  code: string;
  variables: Record<string, string>;
  status: string;
  statusReasons: { ErrorCode: string; ErrorMessage: string }[];
  /** How many calls still find it under way. */
  underWay: number;
  triggers: Trigger[];
}

export interface Route {
  Path: string;
  UpstreamResourceType: string;
  UpstreamResourceName: string;
  [setting: string]: unknown;
}

export interface Environment {
  id: string;
  alias: string;
  /** miniapp: opened in DevTools; qcloud: in Tencent Cloud's console. */
  source: string;
  status: string;
  collections: Map<string, Collection>;
  functions: Map<string, CloudFunction>;
  /** The default domain; null while HTTP access is switched off. */
  domain: string | null;
  routes: Route[];
  /** JSON of who may call which function; null before anybody said so. */
  callRule: string | null;
}

export const emptyEnvironment = (id: string): Environment => ({
  id,
  alias: 'shop',
  source: 'miniapp',
  status: 'NORMAL',
  collections: new Map(),
  functions: new Map(),
  domain: `${id}.ap-shanghai.app.tcloudbase.com`,
  routes: [],
  callRule: null,
});

/** Everything that a deployment makes, in an order that does not depend on when it was made. */
export function contentsOf({ collections, functions, routes, callRule }: Environment): object {
  const byName = <T>(map: Map<string, T>) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  const sortedBy = <T>(items: T[], name: (item: T) => string) =>
    [...items].sort((a, b) => (name(a) < name(b) ? -1 : 1));
  const tables = new Map(
    [...collections].map(([name, { acl, indexes }]) => [name, { acl, indexes: sortedBy(indexes, (one) => one.Name) }]),
  );
  const fns = new Map(
    [...functions].map(([name, { underWay: _, variables, ...rest }]) => {
      return [name, { ...rest, variables: byName(new Map(Object.entries(variables))) }];
    }),
  );
  return {
    collections: byName(tables),
    functions: byName(fns),
    routes: sortedBy(routes, (route) => route.Path),
    callRule,
  };
}
