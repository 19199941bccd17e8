import type { Clock } from './clock';
import { CloudError } from './contract';
import type { Functions } from './functions';
import type { Invocation } from './invocations';
import { beijing, PAY_APIS } from './pay-apis';
import type { PayOrder, State } from './state';

/** 'late': after LATE_MS. 'lost': never. 'twice': two at the same moment. */
export const CALL_BACKS = ['now', 'late', 'lost', 'twice'] as const;
export type CallBack = (typeof CALL_BACKS)[number];

export const LATE_MS = 20_000;
/** WeChat calls again after what was not taken, for up to two days; here as long as anybody watches. */
const AGAIN_MS = [15_000, 15_000, 30_000, 180_000];

/** WeChat Pay as cloud functions reach it (`cloud.cloudPay`), and as the person with the phone does. */
export class Pay {
  #waits = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(
    private readonly state: State,
    private readonly clock: Clock,
    private readonly functions: Functions,
    private readonly log: (line: string) => void,
  ) {}

  /** WeChat's JSON. */
  async perform(parameters: Record<string, unknown>, invocation: Invocation | undefined): Promise<string> {
    const { apiName, requestData } = parameters;
    if (typeof apiName !== 'string' || !Buffer.isBuffer(requestData))
      throw new CloudError('INVALID_PARAM', 'apiName and requestData are needed');
    // As with open APIs: whoever comes over HTTP is nobody that WeChat knows.
    if (!invocation || invocation.rootTrigger === 'http')
      throw new CloudError('INVALID_SOURCE', `cloudPay.${apiName} is not open to calls over HTTP`);
    const api = Object.hasOwn(PAY_APIS, apiName) ? PAY_APIS[apiName] : undefined;
    if (!api) throw new CloudError('NOT_AVAILABLE_LOCALLY', `cloudPay.${apiName} is not available locally`);
    const args = JSON.parse(requestData.toString('utf8')) as Record<string, unknown>;
    return JSON.stringify(await api(args, { state: this.state, nowMs: this.clock.nowMs() }));
  }

  /** The order as the sheet shows it, or why it cannot be paid. */
  sheet(prepayId: string, openid: string): PayOrder | string {
    const order = [...this.state.payOrders.getRange({})].find(({ value }) => value.prepayId === prepayId)?.value;
    if (!order || order.openid !== openid) return 'ORDER_UNKNOWN';
    if (order.state === 'CLOSED') return 'ORDER_CLOSED';
    if (order.state !== 'NOTPAY') return 'ORDER_PAID';
    return order.timeExpire !== null && beijing(this.clock.nowMs()) > order.timeExpire ? 'ORDER_EXPIRED' : order;
  }

  /** The person pays: money is taken once, and the function is told as it is wanted. */
  async pay(
    prepayId: string,
    openid: string,
    { callBack, paidFen }: { callBack: CallBack; paidFen?: number | undefined },
  ): Promise<PayOrder | string> {
    const paid = await this.state.atomically(() => {
      const order = this.sheet(prepayId, openid);
      if (typeof order === 'string') return order;
      const nowMs = this.clock.nowMs();
      const transactionId = `42000000${beijing(nowMs)}${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
      const after: PayOrder = {
        ...order,
        state: 'SUCCESS',
        paidFee: paidFen ?? order.totalFee,
        paidAtMs: nowMs,
        transactionId,
      };
      this.state.payOrders.put(order.trade, after);
      return after;
    });
    if (typeof paid === 'string') return paid;
    if (callBack === 'late') this.#later(LATE_MS, paid.trade, 0);
    else if (callBack !== 'lost') await this.#tellAll(paid.trade, callBack === 'twice' ? 2 : 1);
    return paid;
  }

  /** Calls the function of a paid trade, as WeChat does; what it answered. Null: nothing was paid. */
  async tell(trade: string): Promise<unknown> {
    const order = this.state.payOrders.get(trade);
    if (!order || order.paidFee === 0) return null;
    const event = JSON.stringify(notificationOf(order));
    const { result } = await this.functions.call({ name: order.functionName, event, trigger: 'pay', source: '' });
    return 'json' in result ? JSON.parse(result.json) : { failure: result.failure.message };
  }

  close(): void {
    this.#closed = true;
    for (const wait of this.#waits) clearTimeout(wait);
  }

  async #tellAll(trade: string, times: number): Promise<void> {
    const answers = await Promise.all(Array.from({ length: times }, () => this.tell(trade)));
    if (!answers.some(isTaken)) this.#later(AGAIN_MS[0] as number, trade, 1);
  }

  #later(ms: number, trade: string, again: number): void {
    if (this.#closed) return;
    const wait = setTimeout(() => {
      this.#waits.delete(wait);
      this.tell(trade).then(
        (answer) => {
          const next = AGAIN_MS[again];
          if (!isTaken(answer) && next !== undefined) this.#later(next, trade, again + 1);
        },
        (error: unknown) => this.log(`call-back of ${trade} failed: ${String(error)}`),
      );
    }, ms);
    wait.unref();
    this.#waits.add(wait);
  }
}

function isTaken(answer: unknown): boolean {
  return (answer as { errcode?: unknown } | null)?.errcode === 0;
}

/** What the function is called with: the fields of WeChat Pay's API v2, in camel case. */
function notificationOf(order: PayOrder): Record<string, unknown> {
  return {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    subMchId: order.subMchId,
    subOpenid: order.openid,
    tradeType: 'JSAPI',
    bankType: 'OTHERS',
    totalFee: order.paidFee,
    cashFee: order.paidFee,
    feeType: 'CNY',
    transactionId: order.transactionId,
    outTradeNo: order.trade,
    timeEnd: beijing(order.paidAtMs),
  };
}
