import { asynchronous, Failure, Listeners, type Options, type Surroundings } from './api';

interface Progress {
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
  totalBytesWritten: number;
  totalBytesExpectedToWrite: number;
}

/** What uploads, downloads and requests return: to watch and to break off. */
export interface TransferTask {
  abort(): void;
  onProgressUpdate(listener: (progress: Progress) => void): void;
  offProgressUpdate(listener?: (progress: Progress) => void): void;
  onHeadersReceived(listener: (detail: unknown) => void): void;
  offHeadersReceived(listener?: (detail: unknown) => void): void;
}

export type Transfer = (
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
  headers: (detail: unknown) => void,
) => Promise<unknown>;

/** wx.request and its like: a task and nothing else; they know no promise form. */
export function transferTask(around: Surroundings, name: string, options: Options, work: Transfer): TransferTask {
  const { task, outcome } = start(around, name, options, work);
  // Nobody can ask for the outcome without call-backs.
  outcome?.catch(() => {});
  return task;
}

/** wx.cloud's transfers: a task with call-backs, a promise (with the task's methods) without. */
export function awaitableTask(around: Surroundings, name: string, options: Options, work: Transfer): unknown {
  const { task, outcome } = start(around, name, options, work);
  return outcome ? Object.assign(outcome, task) : task;
}

function start(around: Surroundings, name: string, options: Options, work: Transfer) {
  const abort = new AbortController();
  const progress = new Listeners<Progress>();
  const headers = new Listeners<unknown>();
  const tell = (done: number, total: number) =>
    progress.tell(around.core, {
      progress: total === 0 ? 100 : Math.round((100 * done) / total),
      totalBytesSent: done,
      totalBytesExpectedToSend: total,
      totalBytesWritten: done,
      totalBytesExpectedToWrite: total,
    });
  const outcome = asynchronous(around, name, async () => {
    // The caller gets the task first and may add its listeners.
    await Promise.resolve();
    try {
      const result = await work(tell, abort.signal, (detail) => headers.tell(around.core, detail));
      if (abort.signal.aborted) throw new Failure('abort');
      return result;
    } catch (error) {
      if (abort.signal.aborted) throw new Failure('abort');
      throw error;
    }
  })(options);
  const task: TransferTask = {
    abort: () => abort.abort(),
    onProgressUpdate: progress.on,
    offProgressUpdate: progress.off,
    onHeadersReceived: headers.on,
    offHeadersReceived: headers.off,
  };
  return { task, outcome };
}
