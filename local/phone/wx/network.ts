import { NoNetwork } from '../shell/device/network';
import { asynchronous, Failure, Listeners, type Options, type Surroundings, text } from './api';
import { type TransferTask, transferTask } from './transfer';

const DEFAULT_TIMEOUT_MS = 60_000;
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
/** Headers a program may not set. */
const FORBIDDEN = new Set(['referer', 'host', 'cookie2', 'content-length']);

/** wx.request, uploadFile and downloadFile reach loopback alone; anything else is refused with the reason. */
export function network(around: Surroundings): Record<string, unknown> {
  const { core, shell } = around;
  const status = new Listeners<unknown>();
  core.on('networkStatusChange', (detail) => status.tell(core, detail));

  const reach = (url: string): string => {
    const target = parsed(url);
    if (!LOOPBACK.test(target.hostname)) {
      throw new Failure(`url not in domain list: the web phone reaches this machine only, not ${target.hostname}`, {
        errno: 600002,
      });
    }
    return target.href;
  };
  const send = async (url: string, init: RequestInit, options: Options, signal: AbortSignal): Promise<Response> => {
    const limit = Number(options.timeout) || DEFAULT_TIMEOUT_MS;
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Failure('timeout', { errno: 5 })), limit),
    );
    try {
      return await Promise.race([shell.network.fetch(reach(url), { ...init, signal, credentials: 'omit' }), late]);
    } catch (error) {
      if (error instanceof NoNetwork)
        throw new Failure(error.message.replace(/^request:fail\s*/, ''), { errno: 600001 });
      throw error;
    }
  };

  const request = (options: Options = {}): TransferTask =>
    transferTask(around, 'request', options, async (_progress, signal, headers) => {
      const method = text(options, 'method', 'GET').toUpperCase();
      const { url, body, type } = payload(text(options, 'url'), method, options);
      const header: Record<string, string> = { ...(type ? { 'content-type': type } : {}) };
      for (const [name, value] of Object.entries((options.header ?? {}) as Record<string, unknown>)) {
        if (!FORBIDDEN.has(name.toLowerCase())) header[name.toLowerCase()] = String(value);
      }
      const response = await send(
        url,
        { method, headers: header, ...(body === undefined ? {} : { body }) },
        options,
        signal,
      );
      const received = headersOf(response);
      headers({ header: received, statusCode: response.status, cookies: [] });
      const buffer = await response.arrayBuffer();
      const data = options.responseType === 'arraybuffer' ? buffer : decoded(buffer, text(options, 'dataType', 'json'));
      return { data, statusCode: response.status, header: received, cookies: [], profile: {} };
    });

  const downloadFile = (options: Options = {}): TransferTask =>
    transferTask(around, 'downloadFile', options, async (progress, signal, headers) => {
      const url = text(options, 'url');
      const response = await send(url, { headers: (options.header ?? {}) as Record<string, string> }, options, signal);
      headers({ header: headersOf(response) });
      const blob = await response.blob();
      progress(blob.size, blob.size);
      const path = text(options, 'filePath');
      if (path === '') {
        return { tempFilePath: await shell.files.keep(blob), statusCode: response.status, profile: {} };
      }
      shell.files.put(path, new Uint8Array(await blob.arrayBuffer()), blob.type);
      return { filePath: path, statusCode: response.status, profile: {} };
    });

  const uploadFile = (options: Options = {}): TransferTask =>
    transferTask(around, 'uploadFile', options, async (progress, signal, headers) => {
      const path = text(options, 'filePath');
      const blob = shell.files.blob(path);
      if (!blob) throw new Failure(`file not exists: ${path}`);
      const form = new FormData();
      for (const [name, value] of Object.entries((options.formData ?? {}) as Options)) form.append(name, String(value));
      form.append(text(options, 'name'), blob, text(options, 'fileName', path.split('/').pop()));
      progress(0, blob.size);
      const response = await send(
        text(options, 'url'),
        { method: 'POST', body: form, headers: (options.header ?? {}) as Record<string, string> },
        options,
        signal,
      );
      headers({ header: headersOf(response) });
      progress(blob.size, blob.size);
      return { data: await response.text(), statusCode: response.status };
    });

  return {
    request,
    downloadFile,
    uploadFile,
    getNetworkType: asynchronous(around, 'getNetworkType', () => ({
      networkType: shell.network.type,
      hasSystemProxy: false,
      weakNet: shell.network.kind === 'slow',
    })),
    onNetworkStatusChange: status.on,
    offNetworkStatusChange: status.off,
    onNetworkWeakChange: () => {},
    offNetworkWeakChange: () => {},
  };
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new Failure(`invalid url "${url}"`, { errno: 600009 });
  }
}

function payload(url: string, method: string, options: Options): { url: string; body?: BodyInit; type?: string } {
  const { data } = options;
  if (data === undefined || data === null) return { url };
  if (typeof data === 'string') return { url, body: data, type: 'application/json' };
  if (data instanceof ArrayBuffer) return { url, body: data };
  const header = (options.header ?? {}) as Record<string, unknown>;
  const type = String(Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '');
  const form = new URLSearchParams(
    Object.entries(data as Options).map(([name, value]) => [name, String(value)]),
  ).toString();
  if (method === 'GET' || method === 'HEAD')
    return { url: form ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url };
  if (type.includes('x-www-form-urlencoded')) return { url, body: form };
  return { url, body: JSON.stringify(data), type: 'application/json' };
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers.entries()]);
}

/** dataType json: parsed when it can be, the text otherwise, as WeChat does. */
function decoded(buffer: ArrayBuffer, dataType: string): unknown {
  const body = new TextDecoder().decode(buffer);
  if (dataType !== 'json') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
