/** Addresses of the HTTP access service that lead to functions: tills and WeChat Pay come in by them. */
import type { Declared, Found, FoundRoute, Obstacle, Step } from './model';

export interface HttpPlan {
  steps: Step[];
  /** What only a person can do, and nothing else has to wait for. */
  afterwards: Obstacle[];
}

export function planHttp({ functions }: Declared, { domains }: Found): HttpPlan {
  const plan: HttpPlan = { steps: [], afterwards: [] };
  const paths = Object.entries(functions).flatMap(([name, { httpPath }]) =>
    httpPath ? [[httpPath, name] as const] : [],
  );
  if (paths.length > 0 && domains.length === 0) {
    const where = '云开发控制台 → HTTP 访问服务，打开它，再部署一次';
    const text = `还没有网址：${where}。在那以前，收银系统和微信支付的通知（${paths.map(([path]) => path).join('、')}）进不来`;
    plan.afterwards.push({ exit: 3, text });
  }
  for (const { name: domain, routes } of domains) {
    for (const [path, functionName] of paths) {
      const there = routes.find((route) => route.path === path);
      if (there && leadsTo(there, functionName)) continue;
      plan.steps.push({ kind: 'set-route', domain, path, functionName, there: there !== undefined });
    }
  }
  return plan;
}

/** Where the shop's HTTP paths begin: its own domain when it has one, the platform's otherwise, null while there is none. */
export function httpBase({ domains }: Found): string | null {
  const domain = domains.find(({ isDefault }) => !isDefault) ?? domains[0];
  return domain ? `https://${domain.name}` : null;
}

/** Nobody signs in there: what comes is signed. The function sees the whole path. */
function leadsTo({ functionName, auth, wholePath, enabled }: FoundRoute, wanted: string): boolean {
  return functionName === wanted && !auth && wholePath && enabled;
}
