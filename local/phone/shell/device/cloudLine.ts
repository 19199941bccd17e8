import type { Memory } from './memory';
import { type Network, NoNetwork } from './network';

/** A message that reached somebody's WeChat: a row of GET /local/inbox, newest first. */
export interface InboxMessage {
  id: string;
  atMs: number;
  templateId: string;
  page?: string;
  data: Record<string, { value: unknown }>;
}

/** A refusal by the local cloud: {code, message} of its answer. */
export class CloudRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The number a phone shows, when the cloud knows it. */
    readonly errCode?: number,
  ) {
    super(message);
  }
}

/** The local cloud as the person who holds the phone sees it. Endpoints: docs/local.md. */
export class CloudLine {
  #memory: Memory;
  #network: Network;
  #anonymous: () => boolean;

  constructor(memory: Memory, network: Network, anonymous: () => boolean) {
    this.#memory = memory;
    this.#network = network;
    this.#anonymous = anonymous;
  }

  /** The openid calls are made with; none in Moments' single page. */
  get as(): string | undefined {
    return this.#anonymous() ? undefined : this.#memory.state.person;
  }

  async post(path: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    const response = await this.#network.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answerOf(path, response);
  }

  async get(path: string): Promise<Record<string, unknown>> {
    return answerOf(path, await this.#network.fetch(path));
  }

  /** wx.cloud.callFunction by this person. @throws CloudRefusal, NoNetwork */
  async call(name: string, data: unknown): Promise<unknown> {
    const answer = await this.post('/local/call', { ...this.#identity(), name, data });
    return answer.result;
  }

  /** @returns the file id. @throws CloudRefusal, NoNetwork */
  async upload(cloudPath: string, blob: Blob): Promise<string> {
    const as = this.as === undefined ? '' : `&as=${encodeURIComponent(this.as)}`;
    const path = `/local/upload?path=${encodeURIComponent(cloudPath)}${as}`;
    const init = { method: 'POST', body: blob, headers: { 'content-type': blob.type || 'application/octet-stream' } };
    const answer = await answerOf(path, await this.#network.fetch(path, init));
    return String(answer.fileID);
  }

  async fileUrls(fileList: string[]): Promise<FileUrl[]> {
    const answer = await this.post('/local/fileurl', { ...this.#identity(), fileList });
    if (!Array.isArray(answer.fileList)) throw new Error('/local/fileurl answered without fileList');
    return answer.fileList as FileUrl[];
  }

  async inbox(): Promise<InboxMessage[]> {
    const answer = await fetch(`/local/inbox?openid=${encodeURIComponent(this.#memory.state.person)}`);
    const { messages } = await answerOf('/local/inbox', answer);
    return Array.isArray(messages) ? (messages as InboxMessage[]) : [];
  }

  #identity(): Record<string, unknown> {
    return this.as === undefined ? {} : { as: this.as };
  }
}

export interface FileUrl {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg?: string;
}

async function answerOf(path: string, response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw response.status === 404
      ? new CloudRefusal('NO_LOCAL_CLOUD', `no local cloud answers at ${path}: start the phone with --functions DIR`)
      : new NoNetwork(`request:fail ${path} answered ${response.status} without JSON`);
  }
  const { error } = answer as { error?: { code?: unknown; message?: unknown; errCode?: unknown } };
  if (error) throw new CloudRefusal(String(error.code), String(error.message), Number(error.errCode) || undefined);
  if (!response.ok) throw new CloudRefusal(`HTTP_${response.status}`, text.slice(0, 300));
  return answer as Record<string, unknown>;
}
