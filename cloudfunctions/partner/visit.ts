import { isSignedWith, type Partner, registerRequest, rememberedPartner, secretOf } from '../core/partners';
import type { Environment } from '../platform/environment';
import { type Refusal, type Result, refuse } from '../platform/refusal';
import type { Claimed } from './authenticate';
import type { Ready, Register, Reply, Route, Work } from './route';

/**
 * One request on its way, begun as early as its proof allows. A name that is new here: what will be needed is read beside
 * the look-up of the key. A key that has been served here before and whose signature holds by what is remembered of it:
 * nonce and idempotency key are taken at the same time. Whatever is begun is waited for, whoever turns out to have asked.
 */
export class Visit {
  #loading: Promise<Ready> | undefined;
  #registering: Promise<Refusal | null> | undefined;

  constructor(
    private readonly env: Environment,
    private readonly route: Route,
    private readonly claimed: Claimed,
    private readonly work: Result<Work>,
    private readonly idempotencyKey: Result<string | null>,
  ) {}

  begin(): void {
    const { id, signature, signed } = this.claimed;
    if (!this.work.ok || !this.idempotencyKey.ok) return;
    const remembered = rememberedPartner(id);
    if (remembered === undefined) this.#load(this.work.data);
    if (!remembered || remembered.state === 'off' || !this.#isAllowed(remembered)) return;
    if (!isSignedWith(secretOf(id, remembered.salt), signed, signature)) return;
    this.#load(this.work.data);
    this.#registering = this.#take(this.idempotencyKey.data);
    this.#registering.catch(() => undefined);
  }

  async answer(partner: Partner): Promise<Result<Reply>> {
    if (!this.#isAllowed(partner)) return refuse('NOT_ALLOWED', { right: this.route.right ?? '' });
    const { idempotencyKey: key, work } = this;
    if (!key.ok) return key;
    if (!work.ok) return work;
    const register: Register = () => {
      this.#registering ??= this.#take(key.data);
      return this.#registering;
    };
    const [ready, replay] = await Promise.all([this.#load(work.data), this.#registering]);
    // Known already: nothing may be begun that a replay would leave behind.
    return replay ? replay : ready(partner, register);
  }

  /** An instance may be put to sleep with its answer: nothing is left under way. */
  async end(): Promise<void> {
    await Promise.allSettled([this.#loading, this.#registering]);
  }

  #isAllowed({ rights }: Partner): boolean {
    return this.route.right === null || rights.includes(this.route.right);
  }

  #load(work: Work): Promise<Ready> {
    this.#loading ??= work(this.env);
    // Who does not go on does not look at it.
    this.#loading.catch(() => undefined);
    return this.#loading;
  }

  #take(idempotencyKey: string | null): Promise<Refusal | null> {
    const { method, target, nonce, body } = this.claimed.signed;
    return registerRequest(this.env, { partnerId: this.claimed.id, nonce, idempotencyKey, method, target, body });
  }
}
