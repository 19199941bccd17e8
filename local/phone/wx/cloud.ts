import { CloudRefusal } from '../shell/device/cloudLine';
import { NoNetwork } from '../shell/device/network';
import { asynchronous, copied, Failure, need, type Options, type Surroundings, text } from './api';
import { awaitableTask } from './transfer';

/** Largest answer of a function to a mini-program, and largest argument, bytes. */
const MAX_RESULT_BYTES = 1024 * 1024;
const MAX_DATA_BYTES = 5 * 1024 * 1024;
/** Numbers of the phone's SDK and their fixed words (CLOUD error table of the wx.cloud documentation). */
const WORDS: Record<number, string> = {
  [-404011]: 'cloud function execution error',
  [-501000]: 'resource not found',
  [-501001]: 'resource system error',
  [-502003]: 'database permission denied',
  [-502005]: 'database collection not exists',
  [-503002]: 'storage permission denied',
  [-503003]: 'storage file not exists',
  [-504001]: 'functions request fail',
  [-504002]: 'functions execute fail',
  [-504003]: 'functions time out',
  [-604001]: 'function result exceeds the limit of 1 MB',
};
/** What a refusal without a number is. */
const EXECUTE_FAIL = -504002;

/** wx.cloud: functions and files of the local cloud, as the person who holds the phone. */
export function cloud(around: Surroundings): Record<string, unknown> {
  const { shell } = around;
  let ready = false;
  const checkReady = (api: string) => {
    if (!ready) throw new Error(`Cloud API isn't enabled, please call wx.cloud.init first (cloud.${api})`);
  };
  const api = (name: string, work: (options: Options) => unknown) => {
    const call = asynchronous(around, `cloud.${name}`, (options) => inCloud(work, options));
    return (options?: Options) => {
      checkReady(name);
      return call(options);
    };
  };

  const callFunction = api('callFunction', async (options) => {
    need(options, 'name', 'String');
    const data = copied(options.data ?? {});
    if (JSON.stringify(data).length > MAX_DATA_BYTES) throw refusal(-501001, 'request data exceeds 5 MB');
    const result = copied(await shell.cloud.call(text(options, 'name'), data));
    if (new Blob([JSON.stringify(result) ?? '']).size > MAX_RESULT_BYTES) {
      throw refusal(-604001, text(options, 'name'));
    }
    return { result, requestID: requestId() };
  });

  /** With call-backs a task with onProgressUpdate and abort; the promise form has these methods too. */
  const uploadFile = (options: Options = {}): unknown => {
    checkReady('uploadFile');
    return awaitableTask(around, 'cloud.uploadFile', options, async (progress, signal) =>
      inCloud(async () => {
        need(options, 'cloudPath', 'String');
        need(options, 'filePath', 'String');
        const blob = shell.files.blob(text(options, 'filePath'));
        if (!blob) throw new Failure(`file not exists: ${text(options, 'filePath')}`);
        progress(0, blob.size);
        const fileID = await shell.cloud.upload(text(options, 'cloudPath').replace(/^\//, ''), blob);
        if (signal.aborted) throw new Failure('abort');
        progress(blob.size, blob.size);
        return { fileID, statusCode: 200 };
      }, options),
    );
  };

  const downloadFile = (options: Options = {}): unknown => {
    checkReady('downloadFile');
    return awaitableTask(around, 'cloud.downloadFile', options, async (progress) =>
      inCloud(async () => {
        need(options, 'fileID', 'String');
        const [file] = await shell.cloud.fileUrls([text(options, 'fileID')]);
        if (!file?.tempFileURL) throw refusal(-503003, file?.errMsg ?? '');
        const response = await shell.network.fetch(file.tempFileURL);
        if (!response.ok) throw refusal(-503003, `HTTP ${response.status}`);
        const blob = await response.blob();
        progress(blob.size, blob.size);
        return {
          tempFilePath: await shell.files.keep(blob, file.tempFileURL.split(/[?#]/)[0]?.split('.').pop()),
          statusCode: 200,
        };
      }, options),
    );
  };

  /** Collections are closed to clients: the cloud refuses, as CloudBase does with ADMINONLY. */
  const database = new Proxy(refusing(closed) as object, {
    get: (others, name) => (name === 'collection' ? collectionNamed : Reflect.get(others, name)),
  });

  function collectionNamed(collection: unknown): unknown {
    return refusing((method, options) => inCloud(() => reading(collection, method), options));
  }

  /** A page of a collection; whatever else a program wants of it is refused here. */
  async function reading(collection: unknown, method: string): Promise<unknown> {
    if (method !== 'get') return closed();
    return shell.cloud.post('/local/read', { collection: String(collection) });
  }

  function closed(): never {
    throw refusal(-502003, 'Permission denied: collections are closed to clients, use a cloud function');
  }

  const members = {
    init() {
      ready = true;
    },
    callFunction,
    uploadFile,
    downloadFile,
    getTempFileURL: api('getTempFileURL', async (options) => {
      need(options, 'fileList', 'Array');
      const list = (options.fileList as unknown[]).map((entry) =>
        typeof entry === 'string' ? entry : String((entry as Options | null)?.fileID),
      );
      if (list.length > 50) throw refusal(-501001, 'fileList exceeds 50');
      return { fileList: await shell.cloud.fileUrls(list) };
    }),
    deleteFile: api('deleteFile', async (options) => {
      need(options, 'fileList', 'Array');
      const { fileList } = await shell.cloud.post('/local/deletefile', {
        as: shell.cloud.as,
        fileList: options.fileList,
      });
      return { fileList };
    }),
    callContainer: api('callContainer', () => {
      throw new Failure('not available locally: no CloudBase Run container');
    }),
    database: () => database,
    CloudID: class CloudID {
      constructor(readonly cloudID: string) {}
    },
  };
  class Cloud {
    constructor() {
      Object.assign(this, members);
    }
    async init(): Promise<void> {
      members.init();
    }
  }
  return { ...members, Cloud };

  /** db.collection(x).where(y).get() and any other chain; what reads or writes asks. */
  function refusing(ask: (method: string, options: Options) => unknown): unknown {
    const terminal = new Set(['get', 'add', 'update', 'set', 'remove', 'count', 'watch', 'end', 'createCollection']);
    const chain: unknown = new Proxy(() => {}, {
      get: (_, name) => {
        if (typeof name === 'symbol' || name === 'then') return undefined;
        return terminal.has(name) ? asynchronous(around, `collection.${name}`, (options) => ask(name, options)) : chain;
      },
      apply: () => chain,
    });
    return chain;
  }
}

async function inCloud(work: (options: Options) => unknown, options: Options): Promise<unknown> {
  try {
    return await work(options);
  } catch (error) {
    if (error instanceof CloudRefusal) throw refusal(error.errCode ?? EXECUTE_FAIL, error.message);
    if (error instanceof NoNetwork) throw new Failure(`Error: ${error.message}`, { errCode: -1 });
    throw error;
  }
}

/** 'Error: errCode: -504002 functions execute fail | errMsg: …', the form every program sees. */
function refusal(code: number, message: string): Failure {
  return new Failure(
    `Error: errCode: ${code} ${WORDS[code] ?? 'cloud error'} | errMsg: ${message} (callId: ${requestId()})`,
    { errCode: code },
  );
}

function requestId(): string {
  return crypto.randomUUID();
}
