/** The dev server: shell page, runtime, the program's bundle, modules and files, and the local cloud on the same port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cloud } from '../../cloud/contract';
import type { Build } from '../build/program';
import { type Builder, createBuilder } from './builder';
import { sendFile } from './files';
import { fontCss, fontFile } from './fonts';
import { PAGE } from './page';
import { bundleRuntime, type RuntimeBundle } from './runtime-bundle';

export interface PhoneOptions {
  /** The mini-program's folder. */
  root: string;
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** An open local cloud, served on the same port. Closing the phone closes it. */
  cloud?: Cloud;
  /** Build again and reload when a file changes; true when absent. */
  watch?: boolean;
  log?: (line: string) => void;
}

export interface PhoneServer {
  /** 'http://127.0.0.1:3000' */
  origin: string;
  build(): Build;
  close(): Promise<void>;
}

export async function openPhone(options: PhoneOptions): Promise<PhoneServer> {
  const log = options.log ?? (() => undefined);
  const builder = createBuilder(options.root, log, options.watch ?? true);
  const runtime = await bundleRuntime();
  const streams = new Set<ServerResponse>();
  builder.onBuild((build) => {
    for (const stream of streams) tell(stream, build);
  });

  const server = createServer((request, response) => {
    if (options.cloud?.handle(request, response) === true) return;
    answer(request, response, builder, runtime, streams);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  options.cloud?.attach(origin);

  return {
    origin,
    build: () => builder.latest(),
    close: async () => {
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await builder.close();
      await options.cloud?.close();
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  builder: Builder,
  runtime: RuntimeBundle,
  streams: Set<ServerResponse>,
): void {
  const path = pathOf(request.url ?? '/');
  if (path === undefined) {
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('the address cannot be read\n');
    return;
  }
  const build = builder.latest();
  const module = /^\/modules\/(.+?)(\.map)?$/.exec(path);
  if (path === '/' || path === '/index.html') send(response, 'text/html', PAGE);
  else if (path === '/runtime.js') send(response, 'text/javascript', runtime.code);
  else if (path === '/runtime.js.map') send(response, 'application/json', runtime.map);
  else if (path === '/bundle.json') send(response, 'application/json', JSON.stringify(build.bundle));
  else if (path === '/templates.js') send(response, 'text/javascript', build.templates, true);
  else if (path === '/events') subscribe(request, response, build, streams);
  else if (path === '/fonts/noto.css') send(response, 'text/css', fontCss(), true);
  else if (path.startsWith('/fonts/files/')) sendFont(path, response);
  else if (module !== null) sendModule(response, build, module[1] as string, module[2] !== undefined);
  else if (path.startsWith('/files/') && sendFile(builder.folder, path.slice('/files/'.length), response)) return;
  else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(`nothing at ${path}\n`);
}

/** undefined for an address with broken escapes. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://phone').pathname);
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function sendModule(response: ServerResponse, build: Build, path: string, map: boolean): void {
  const module = build.modules.get(path);
  if (module === undefined) response.writeHead(404).end();
  else if (map) send(response, 'application/json', module.map);
  else
    send(
      response,
      'text/javascript',
      `${module.code}//# sourceMappingURL=/modules/${path}.map?v=${module.hash}\n`,
      true,
    );
}

function sendFont(path: string, response: ServerResponse): void {
  const font = fontFile(path);
  if (font === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'font/woff2', 'cache-control': 'max-age=31536000' }).end(font);
}

/** `lasting`: the address changes with the content (?v=...), or the content never does. */
function send(response: ServerResponse, type: string, text: string, lasting = false): void {
  response
    .writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': lasting ? 'max-age=86400' : 'no-store',
    })
    .end(text);
}

function subscribe(
  request: IncomingMessage,
  response: ServerResponse,
  build: Build,
  streams: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  streams.add(response);
  request.on('close', () => streams.delete(response));
  tell(response, build);
}

function tell(stream: ServerResponse, build: Build): void {
  stream.write(`data: ${JSON.stringify({ stamp: build.bundle.stamp })}\n\n`);
}
