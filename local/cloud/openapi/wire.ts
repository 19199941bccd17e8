import protobuf from 'protobufjs';

/** Messages of wx.openApi as wx-server-sdk 4.0.2 encodes them; numbers read from its own reader and writer. */
const root = protobuf.Root.fromJSON({
  nested: {
    KeyValuePair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contenttype: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'KeyValuePair', id: 1 } } },
    SvrkitApiData: { fields: { apiName: { type: 'string', id: 1 }, reqData: { type: 'bytes', id: 2 } } },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        svrkitData: { type: 'SvrkitApiData', id: 4 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'uint32', id: 4 },
      },
    },
  },
});

const Request = root.lookupType('CommApiData');
const Response = root.lookupType('CommOpenApiResp');

interface Pair {
  key?: string;
  value?: Uint8Array;
  filename?: string;
}

export interface OpenApiRequest {
  /** 0 = a plain open API; the others belong to getOpenData, resource sharing and the like. */
  apiType: number;
  /** Arguments by their snake_case name; an uploaded part stays bytes. */
  args: Record<string, unknown>;
}

/** Throws when the bytes are not such a message or an argument is not JSON. */
export function decodeRequest(bytes: Uint8Array): OpenApiRequest {
  const message = Request.toObject(Request.decode(bytes), { defaults: true }) as {
    apiType: number;
    openapiData: { pairs?: Pair[] } | null;
  };
  const args: Record<string, unknown> = {};
  for (const { key = '', value = new Uint8Array(), filename } of message.openapiData?.pairs ?? []) {
    args[key] = filename ? value : JSON.parse(Buffer.from(value).toString('utf8'));
  }
  return { apiType: message.apiType, args };
}

export function encodeAnswer(contentType: string, respData: Uint8Array): Uint8Array {
  return Response.encode(Response.create({ respData, contentType, httpCode: 200 })).finish();
}

/** A refusal by the platform in front of the API, for example -604101. */
export function encodeRefusal(errorCode: number): Uint8Array {
  return Response.encode(Response.create({ errorCode })).finish();
}
