import type { Memory, NetworkKind } from './memory';

/** One way over the slow network, ms. */
const SLOW_MS = 1_200;

/** The phone's line to the world: everything the program sends passes here, so that it can be slow or cut. */
export class Network {
  #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get kind(): NetworkKind {
    return this.#memory.state.network;
  }

  /** wx.getNetworkType's word. */
  get type(): 'wifi' | '3g' | 'none' {
    return this.kind === 'fast' ? 'wifi' : this.kind === 'slow' ? '3g' : 'none';
  }

  /** @throws NoNetwork when cut, before or while waiting. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    if (this.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    if (this.kind === 'offline') throw new NoNetwork();
    try {
      return await fetch(url, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new NoNetwork(`request:fail -102:net::ERR_CONNECTION_REFUSED (${url})`);
    }
  }
}

/** Worded as Android's network layer words it in errMsg. */
export class NoNetwork extends Error {
  constructor(message = 'request:fail -106:net::ERR_INTERNET_DISCONNECTED') {
    super(message);
  }
}
