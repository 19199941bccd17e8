/** Sales without a line to the cloud: kept with the till's own time, sent together later. */
import type { BatchInput } from '../../typings/api/partner';
import type { Client } from './client';
import { eventText } from './receipt';
import { sendBatch } from './sales';

type Event = BatchInput['events'][number];

/** Of one batch. */
const EVENTS_MAX = 100;
/** What was answered with BUSY is sent again so often. */
const ROUNDS = 5;

export class Drawer {
  #events: Event[] = [];

  put(event: Event): void {
    this.#events.push(event);
  }

  get size(): number {
    return this.#events.length;
  }

  /** Sends what has been collected. What the API refuses for good is told and forgotten; what it had no time for stays. */
  async send(till: Client, tell: (text: string) => void): Promise<void> {
    for (let round = 0; this.#events.length > 0 && round < ROUNDS; round += 1) {
      const sent = this.#events.slice(0, EVENTS_MAX);
      const { results } = await sendBatch(till, sent);
      const again: Event[] = [];
      for (const [at, event] of sent.entries()) {
        const result = results[at];
        if (result?.ok) tell(eventText('已补记', result.data, till.now()));
        else if (!result || result.error.code === 'BUSY') again.push(event);
        else tell(`没有记上  订单 ${event.orderId}：${result.error.message}`);
      }
      this.#events = [...again, ...this.#events.slice(EVENTS_MAX)];
    }
    tell(this.#events.length === 0 ? '全部送达' : `还有 ${this.#events.length} 笔没有送达，请稍后再送`);
  }
}
