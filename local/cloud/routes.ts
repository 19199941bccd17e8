import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admin } from './admin';
import { handleControl, type Parts } from './control';
import type { HttpAccess } from './http-access';
import { isFromHere } from './loopback';
import type { Files } from './storage/files';
import { serveStorage } from './storage/serve';

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Served {
  admin: Admin;
  access: HttpAccess;
  files: Files;
  control: Parts;
  log: (line: string) => void;
}

/** Who answers what; undefined for a path of somebody else. */
function routeOf(served: Served, pathname: string): Route | undefined {
  if (pathname === '/admin') return (request, response) => fromHere(served.admin, request, response);
  if (pathname.startsWith('/local/')) return (request, response) => handleControl(served.control, request, response);
  if (pathname.startsWith('/storage/')) return (request, response) => serveStorage(served.files, request, response);
  if (pathname === '/http' || pathname.startsWith('/http/')) {
    return (request, response) => served.access.handle(request, response);
  }
  return undefined;
}

async function fromHere(admin: Admin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isFromHere(request)) return admin.handle(request, response);
  request.resume();
  response.writeHead(403).end();
}

/** False when the request is nobody's here. What nobody foresaw is logged and answered with 500. */
export function route(served: Served, request: IncomingMessage, response: ServerResponse): boolean {
  const pathname = (request.url ?? '/').split('?')[0] ?? '/';
  const answer = routeOf(served, pathname);
  answer?.(request, response).catch((error: unknown) => {
    served.log(`${request.method} ${pathname} failed: ${error instanceof Error ? error.stack : String(error)}`);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
  return answer !== undefined;
}
