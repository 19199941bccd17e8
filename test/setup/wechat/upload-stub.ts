/**
 * WeChat's upload service behind a proxy on the loopback: the unmodified miniprogram-ci 2.1.42 reaches it by CONNECT and trusts its
 * certificate through NODE_EXTRA_CA_CERTS. Shapes: read in dist/ci/upload.js, dist/ci/projectattr.js and
 * dist/utils/sign.js of that package; WeChat has no page about them.
 */
import { publicDecrypt, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { certificatesFor } from './certificate';
import { unpack } from './package-file';

const HOST = 'servicewechat.com';

/** How the package tells who sends it. */
const SIGNATURE_FILE = /signature/i;

export interface Version {
  appid: string;
  version: string;
  desc: string;
  robot: string;
  files: Map<string, Buffer>;
}

export class UploadStub {
  readonly versions: Version[] = [];
  /** Paths, in order. */
  readonly asked: string[] = [];
  /** What an upload is answered instead of being taken. */
  refusal: { errCode: number; errMsg: string } | null = null;
  readonly authority: string;
  #random = '';
  readonly #inner;
  readonly #proxy = createServer((_request, response) => response.writeHead(403).end());

  /** @param publicKey of the code-upload key @param attributes what WeChat says of the app id: limits above all */
  private constructor(
    private readonly publicKey: string,
    private readonly attributes: object,
  ) {
    const { authority, cert, key } = certificatesFor(HOST);
    this.authority = authority;
    this.#inner = createTlsServer({ cert, key }, async (request, response) => {
      const answer = await this.#answer(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    this.#proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
      if (request.url !== `${HOST}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      this.#inner.emit('connection', socket);
    });
  }

  static async open(publicKey: string, attributes: object): Promise<UploadStub> {
    const stub = new UploadStub(publicKey, attributes);
    await new Promise<void>((listening) => stub.#proxy.listen(0, '127.0.0.1', listening));
    return stub;
  }

  /** For https_proxy. */
  get proxy(): string {
    return `http://127.0.0.1:${(this.#proxy.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#inner.closeAllConnections();
    this.#proxy.closeAllConnections();
    return new Promise((closed) => this.#proxy.close(() => closed()));
  }

  async #answer(request: IncomingMessage): Promise<object> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { pathname, searchParams } = new URL(request.url ?? '', `https://${HOST}`);
    this.asked.push(pathname);
    switch (pathname) {
      case '/wxa/ci/getrandstr':
        this.#random = randomBytes(16).toString('hex');
        return { errCode: 0, data: { randomString: this.#random } };
      case '/wxa/ci/getattr': {
        const { appid, signature } = JSON.parse(body.toString()) as { appid: string; signature: string };
        if (!this.#isSigned(signature, appid)) return { errCode: -10008, errMsg: 'invalid signature' };
        return { errCode: 0, data: this.attributes };
      }
      case '/wxa/ci/getwhiteextlist':
        return { errCode: 0, data: {} };
      case '/wxa/ci/upload':
        return this.#take(searchParams, body);
      default:
        return { errCode: -1, errMsg: `${pathname} is not known` };
    }
  }

  #take(query: URLSearchParams, body: Buffer): object {
    const files = unpack(body);
    const asked = (name: string) => query.get(name) ?? '';
    const signed = [...files].find(([name]) => SIGNATURE_FILE.test(name))?.[1].toString() ?? '{}';
    const { signature = '' } = JSON.parse(signed) as { signature?: string };
    if (!this.#isSigned(signature, asked('appid'))) return { errCode: -10008, errMsg: 'invalid signature' };
    if (this.refusal) return this.refusal;
    const version = { appid: asked('appid'), version: asked('version'), desc: asked('desc'), robot: asked('robot') };
    this.versions.push({ ...version, files });
    const size = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    return { errCode: 0, body: { subpackage_info: [{ name: '__FULL__', size }] } };
  }

  /** Encrypted with the private key over the string that was handed out last. */
  #isSigned(signature: string, appid: string): boolean {
    try {
      const plain = publicDecrypt(this.publicKey, Buffer.from(signature, 'base64')).toString();
      const told = JSON.parse(plain) as { appid: string; rand_str: string };
      return told.appid === appid && told.rand_str === this.#random;
    } catch {
      return false; // another key
    }
  }
}
