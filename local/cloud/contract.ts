/** The seams between the parts of the local cloud. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Manifest } from '../../cloudfunctions/manifest/schema';

/** A refusal as the platform words it: travels as {code, message} in a 200 answer. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The database behind every `database.*` action. `body` is the parsed request, the result is merged beside requestId. */
export interface Database {
  perform(action: string, body: Record<string, unknown>, nowMs: number): Promise<Record<string, unknown>>;
  /** Creates what is declared and missing: collections, and indexes (built from the rows at hand). */
  declare(collections: Manifest['collections']): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  dir: string;
  /** How long a transaction lives; 30 000 on the platform. */
  transactionMs?: number;
}

export interface CloudOptions {
  /** Durable state: documents, files, inboxes. */
  dataDir: string;
  /** Sub-folders with index.js and package.json are functions. */
  functionsDir: string;
  manifest?: Manifest;
  /** Instances per function, 3 when absent. */
  instances?: number;
  /** Fire timer triggers of the functions; true when absent. */
  timers?: boolean;
  /** Default time-out of a function that declares none, ms. */
  functionTimeoutMs?: number;
  /** One line per event; personal data never. */
  log?: (line: string) => void;
  /** Every call of a function, with what was said and answered: for tests that look for it where it must not be. */
  heard?: (call: HeardCall) => void;
}

export interface HeardCall {
  openid: string | undefined;
  /** JSON text. */
  event: string;
  /** JSON text; absent when the call failed. */
  answer?: string;
}

/** A running local cloud. Mount `handle` on any loopback HTTP server, then `attach` its origin. */
export interface Cloud {
  /** Answers /admin, /local/*, /storage/*, /http/*; false for any other path. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** 'http://127.0.0.1:3000': what instances and storage URLs use. */
  attach(origin: string): void;
  /**
   * As if the person with this openid called wx.cloud.callFunction; without openid: no WeChat identity.
   * @param address network address of the phone; without it the person's own
   */
  call(openid: string | undefined, name: string, data: unknown, address?: string): Promise<unknown>;
  close(): Promise<void>;
}
