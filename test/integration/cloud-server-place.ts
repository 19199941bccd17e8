/** A folder of cloud functions in a temporary place, and a local cloud that serves it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Cloud, type CloudOptions, openCloud } from '../../local/cloud';

/** Begins every function here: the real SDK, as its documentation says to use it. */
export const SDK = `const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
const _ = db.command;
`;

/** For what comes by itself after a while; other work may keep this machine busy. */
export const PATIENT = { timeout: 30_000 };

export interface Called {
  // biome-ignore lint/suspicious/noExplicitAny: whatever a function returns; each test knows its own
  result?: any;
  error?: { code: string; errCode?: number; message: string; field?: string };
  requestId?: string;
}

export class Place {
  readonly dir = mkdtempSync(join(tmpdir(), 'cloud-'));
  readonly lines: string[] = [];
  origin = '';
  cloud: Cloud | undefined;
  #server: Server | undefined;

  /** A place that is gone when the test is over. */
  static make(functions: Record<string, string>): Place {
    const place = new Place();
    mkdirSync(place.functionsDir);
    for (const [name, code] of Object.entries(functions)) place.write(`functions/${name}/index.js`, code);
    onTestFinished(async () => {
      await place.close();
      rmSync(place.dir, { recursive: true, force: true });
    });
    return place;
  }

  static async open(functions: Record<string, string>, options: Partial<CloudOptions> = {}): Promise<Place> {
    const place = Place.make(functions);
    await place.start(options);
    return place;
  }

  get functionsDir(): string {
    return join(this.dir, 'functions');
  }

  write(path: string, text: string): void {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async start(options: Partial<CloudOptions> = {}): Promise<void> {
    const cloud = await openCloud({
      dataDir: join(this.dir, 'data'),
      functionsDir: this.functionsDir,
      timers: false,
      functionTimeoutMs: 20_000,
      log: (line) => this.lines.push(line),
      ...options,
    });
    const server = createServer((request, response) => {
      if (!cloud.handle(request, response)) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    cloud.attach(this.origin);
    this.cloud = cloud;
    this.#server = server;
  }

  async close(): Promise<void> {
    await this.cloud?.close();
    this.cloud = undefined;
    this.#server?.closeAllConnections();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
    this.#server = undefined;
  }

  call(name: string, data?: unknown, as?: string): Promise<Called> {
    return this.control('POST', '/local/call', { as, name, data }) as Promise<Called>;
  }

  async control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return (await (await fetch(this.origin + path, init)).json()) as Record<string, unknown>;
  }

  /** Collections that a test needs and that no manifest declares. */
  async collections(...names: string[]): Promise<void> {
    for (const collectionName of names) {
      await this.control('POST', '/admin', { action: 'database.addCollection', collectionName });
    }
  }
}
