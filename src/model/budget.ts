/** The time a message has for its model. What ran into its end once is not tried again for the same message. */
export class Budget {
  readonly #until: number;
  readonly #leastMs: number;
  readonly #message: { over: boolean };

  /** `leastMs`: what is too little to be worth a request. */
  constructor(ms: number, leastMs: number, message = { over: false }) {
    this.#until = performance.now() + ms;
    this.#leastMs = leastMs;
    this.#message = message;
  }

  /** So much of what is left, from now on. */
  part(ms: number): Budget {
    const left = Math.max(0, this.#until - performance.now());
    return new Budget(Math.min(ms, left), this.#leastMs, this.#message);
  }

  /** Ms left for a request; 0 when it is too little. */
  left(): number {
    const left = this.#until - performance.now();
    return this.#message.over || left < this.#leastMs ? 0 : left;
  }

  /** Nothing more for this message. */
  giveUp(): void {
    this.#message.over = true;
  }
}
