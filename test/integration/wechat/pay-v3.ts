/** WeChat Pay's API v3 on the loopback: checks the merchant's signatures and signs as WeChat does, with keys of its own. */
import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MerchantKeys } from '../../../cloudfunctions/platform/pay-keys';

export const MERCHANT = '1900000109';
const SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';
const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000001092024111300';
const API_KEY = 'k'.repeat(32);

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

interface Order {
  amount: { total: number };
  payer: { openid: string };
  time_expire: string;
  notify_url: string;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND';
}

interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

export interface Signed {
  headers: Record<string, string>;
  body: string;
}

export class PayV3 {
  readonly orders = new Map<string, Order>();
  readonly refunds = new Map<string, { trade: string; amount: number; status: string }>();
  readonly asked: Asked[] = [];
  /** WeChat's clock. */
  now: () => number = Date.now;
  /** Spoils the signature of every answer. */
  forging = false;
  readonly #merchant = pair();
  readonly #wechat = pair();
  #origin = '';
  readonly #server = createServer((request, response) => {
    this.#answer(request).then(({ status, body }) => {
      const sent = body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', ...this.sign(sent) }).end(sent);
    });
  });

  static async open(): Promise<PayV3> {
    const stub = new PayV3();
    await new Promise<void>((listening) => stub.#server.listen(0, '127.0.0.1', listening));
    stub.#origin = `http://127.0.0.1:${(stub.#server.address() as AddressInfo).port}`;
    return stub;
  }

  /** What the merchant is given by WeChat and gives to the environment. */
  get keys(): MerchantKeys {
    return {
      mchId: MERCHANT,
      serial: SERIAL,
      privateKey: this.#merchant.privateKey.trim(),
      apiV3Key: API_KEY,
      publicKeyId: PUBLIC_KEY_ID,
      publicKey: this.#wechat.publicKey.trim(),
      host: this.#origin,
    };
  }

  get merchantPublicKey(): string {
    return this.#merchant.publicKey;
  }

  /** A call-back about a paid trade. */
  notification(trade: string, change: Record<string, unknown> = {}, at = this.now()): Signed {
    const text = JSON.stringify({ ...this.#transaction(trade), ...change });
    const [nonce, associated_data] = [randomBytes(6).toString('hex'), 'transaction'];
    const cipher = createCipheriv('aes-256-gcm', API_KEY, nonce).setAAD(Buffer.from(associated_data));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    const resource = { algorithm: 'AEAD_AES_256_GCM', ciphertext: sealed.toString('base64'), associated_data, nonce };
    const body = JSON.stringify({ id: 'EV-1', event_type: 'TRANSACTION.SUCCESS', resource });
    return { headers: { ...this.sign(body, at), 'content-type': 'application/json' }, body };
  }

  sign(body: string, at = this.now()): Record<string, string> {
    const [timestamp, nonce] = [String(Math.floor(at / 1000)), randomBytes(16).toString('hex')];
    const signed = this.forging ? `${body} ` : body;
    const signature = createSign('sha256')
      .update(`${timestamp}\n${nonce}\n${signed}\n`)
      .sign(this.#wechat.privateKey, 'base64');
    return {
      'wechatpay-serial': PUBLIC_KEY_ID,
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-signature': signature,
    };
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body?: object }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [text, method, url] = [Buffer.concat(chunks).toString('utf8'), request.method ?? '', request.url ?? ''];
    if (!this.#isMerchant(request.headers.authorization ?? '', method, url, text))
      return { status: 401, body: { code: 'SIGN_ERROR', message: '签名错误' } };
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, never>);
    this.asked.push({ method, path: url, body });
    const [, trade = '', closing] = /^\/v3\/pay\/transactions\/out-trade-no\/([^/?]+)(\/close)?/.exec(url) ?? [];
    if (url === '/v3/pay/transactions/jsapi') return this.#create(body);
    if (closing) return this.#close(trade);
    if (trade !== '') return this.#query(trade);
    if (url === '/v3/refund/domestic/refunds') return this.#refund(body);
    return this.#refunded(url.slice('/v3/refund/domestic/refunds/'.length));
  }

  #isMerchant(authorization: string, method: string, url: string, body: string): boolean {
    const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? '';
    if (part('mchid') !== MERCHANT || part('serial_no') !== SERIAL) return false;
    const message = `${method}\n${url}\n${part('timestamp')}\n${part('nonce_str')}\n${body}\n`;
    return createVerify('sha256').update(message).verify(this.#merchant.publicKey, part('signature'), 'base64');
  }

  #create(body: Record<string, never>): { status: number; body: object } {
    const trade = String(body.out_trade_no);
    const known = this.orders.get(trade);
    if (known && known.state !== 'NOTPAY') return { status: 400, body: { code: 'ORDERPAID', message: '订单已支付' } };
    this.orders.set(trade, { ...(body as unknown as Order), state: 'NOTPAY' });
    return { status: 200, body: { prepay_id: `wx${trade}` } };
  }

  #query(trade: string): { status: number; body: object } {
    if (!this.orders.has(trade)) return { status: 404, body: { code: 'ORDER_NOT_EXIST', message: '订单不存在' } };
    return { status: 200, body: this.#transaction(trade) };
  }

  #close(trade: string): { status: number; body?: object } {
    const order = this.orders.get(trade);
    if (!order) return { status: 404, body: { code: 'ORDER_NOT_EXIST', message: '订单不存在' } };
    if (order.state !== 'NOTPAY') return { status: 400, body: { code: 'ORDER_PAID', message: '订单已支付' } };
    order.state = 'CLOSED';
    return { status: 204 };
  }

  #refund(body: Record<string, never>): { status: number; body: object } {
    const [trade, number] = [String(body.out_trade_no), String(body.out_refund_no)];
    const { refund } = body.amount as unknown as { refund: number };
    const order = this.orders.get(trade);
    if (order?.state !== 'SUCCESS' && !this.refunds.has(number))
      return { status: 403, body: { code: 'NOT_ENOUGH', message: '余额不足' } };
    this.refunds.set(number, { trade, amount: refund, status: 'PROCESSING' });
    if (order) order.state = 'REFUND';
    return { status: 200, body: { status: 'PROCESSING' } };
  }

  #refunded(number: string): { status: number; body: object } {
    const refund = this.refunds.get(number);
    if (!refund) return { status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } };
    return { status: 200, body: { status: refund.status } };
  }

  #transaction(trade: string): Record<string, unknown> {
    const order = this.orders.get(trade);
    const paid = order?.state === 'SUCCESS' || order?.state === 'REFUND';
    const base = { mchid: MERCHANT, out_trade_no: trade, trade_state: order?.state };
    return paid ? { ...base, transaction_id: `4200${trade}`, amount: { total: order.amount.total } } : base;
  }
}
