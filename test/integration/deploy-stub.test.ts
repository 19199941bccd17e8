import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommonClient } from 'tencentcloud-sdk-nodejs-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, ENVIRONMENT, TencentStub } from '../setup/tencent/stub';

const TCB = '2018-06-08';
const SCF = '2018-04-16';

let stub: TencentStub;

beforeEach(async () => {
  stub = await TencentStub.open();
});

afterEach(() => stub.close());

/** The official SDK; nothing but the endpoint differs from production. */
const sdk = (version: string, credential = CREDENTIAL, origin = stub.origin) =>
  new CommonClient('', version, {
    credential,
    region: 'ap-shanghai',
    profile: { httpProfile: { endpoint: origin.slice('http://'.length), protocol: 'http://' } },
  });

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('the loopback Tencent Cloud', () => {
  it('takes what the official SDK signs', async () => {
    const { EnvList } = await sdk(TCB).request('DescribeEnvs', { EnvId: ENVIRONMENT });
    expect(EnvList).toEqual([{ EnvId: ENVIRONMENT, Alias: 'shop', Source: 'miniapp', Status: 'NORMAL' }]);
  });

  it('refuses another key, another id and a body changed on the way', async () => {
    const wrongKey = sdk(TCB, { ...CREDENTIAL, secretKey: 'another' });
    expect(await codeOf(wrongKey.request('DescribeEnvs', {}))).toBe('AuthFailure.SignatureFailure');
    const wrongId = sdk(TCB, { ...CREDENTIAL, secretId: 'another' });
    expect(await codeOf(wrongId.request('DescribeEnvs', {}))).toBe('AuthFailure.SecretIdNotFound');

    const headers = await signed({ EnvId: 'one' });
    expect(await replayed(headers, { EnvId: 'one' })).toBeUndefined();
    expect(await replayed(headers, { EnvId: 'two' })).toBe('AuthFailure.SignatureFailure');
  });

  it('refuses a signature of yesterday', async () => {
    const headers = await signed({ EnvId: 'one' });
    const old = { ...headers, 'x-tc-timestamp': String(Number(headers['x-tc-timestamp']) - 86_400) };
    expect(await replayed(old, { EnvId: 'one' })).toBe('AuthFailure.SignatureExpire');
  });

  it('refuses a parameter nobody knows, one that is missing, and an action of another service', async () => {
    expect(await codeOf(sdk(TCB).request('ListTables', { EnvId: ENVIRONMENT, Env: 1 }))).toBe('UnknownParameter');
    expect(await codeOf(sdk(TCB).request('ListTables', {}))).toBe('MissingParameter');
    expect(await codeOf(sdk(SCF).request('ListTables', { EnvId: ENVIRONMENT }))).toBe('InvalidAction');
  });

  it('makes nothing twice', async () => {
    const table = { EnvId: ENVIRONMENT, TableName: 'members' };
    const number = { IndexName: 'number', MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys: [key('number')] } };
    const index = { ...table, CreateIndexes: [number] };
    expect(await codeOf(sdk(TCB).request('CreateTable', table))).toBe('done');
    expect(await codeOf(sdk(TCB).request('CreateTable', table))).toBe('ResourceInUse');
    expect(await codeOf(sdk(TCB).request('UpdateTable', index))).toBe('done');
    expect(await codeOf(sdk(TCB).request('UpdateTable', index))).toBe('InvalidParameter');
    const { Indexes } = await sdk(TCB).request('DescribeTable', table);
    expect(Indexes.map(({ Name }: { Name: string }) => Name)).toEqual(['_id_', '_openid_1', 'number']);
  });

  it('loses the answer to the write after which it is cut off, and answers nothing more', async () => {
    stub.accidents.cutAfterWrites = 1;
    expect(await codeOf(sdk(TCB).request('CreateTable', { EnvId: ENVIRONMENT, TableName: 'members' }))).not.toBe(
      'done',
    );
    expect(await codeOf(sdk(TCB).request('DescribeEnvs', {}))).not.toBe('done');
    expect([...stub.environment.collections.keys()]).toEqual(['members']);
    stub.calm();
    expect(await codeOf(sdk(TCB).request('DescribeEnvs', {}))).toBe('done');
  });
});

const key = (Name: string) => ({ Name, Direction: '1' });

/** The headers the SDK sends with this body. */
async function signed(body: object): Promise<Record<string, string>> {
  let headers: Record<string, string> = {};
  const listener = createServer((request, response) => {
    headers = request.headers as Record<string, string>;
    response.end('{"Response":{}}');
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  await sdk(TCB, CREDENTIAL, origin).request('DescribeEnvs', body);
  await new Promise((closed) => listener.close(closed));
  return headers;
}

/** The code with which the stub refuses these headers over this body. */
async function replayed(headers: Record<string, string>, body: object): Promise<string | undefined> {
  const own = Object.entries(headers).filter(([name]) => /^(x-tc-|authorization|content-type)/.test(name));
  const sent = { method: 'POST', headers: Object.fromEntries(own), body: JSON.stringify(body) };
  const { Response } = (await (await fetch(stub.origin, sent)).json()) as { Response: { Error?: { Code: string } } };
  return Response.Error?.Code;
}
