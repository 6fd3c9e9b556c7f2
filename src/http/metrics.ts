import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a turn took and how it ended. */
export interface Metrics {
  turn(channel: string, outcome: 'done' | 'fault', seconds: number): void;
  fault(code: string): void;
  /** A request to the language model: for what, how it ended, what it took. */
  modelCall(call: { use: string; outcome: string; ms: number; tokensIn: number; tokensOut: number }): void;
  /** The Prometheus text and its content type. */
  expose(): Promise<{ contentType: string; text: string }>;
}

/** Messages waiting to leave and the age of the oldest, in seconds; asked for at each scrape. */
export type OutboxLag = () => Promise<{ pending: number; oldestSeconds: number }>;

export interface MetricsOptions {
  outboxLag?: OutboxLag;
}

export function createMetrics(options: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: 'shouwen_turns_total',
    help: 'Messages worked through, by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'shouwen_turn_seconds',
    help: 'Time a message took, by channel',
    labelNames: ['channel'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const errors = new Counter({
    name: 'shouwen_errors_total',
    help: 'Requests and turns refused or failed, by code',
    labelNames: ['code'],
    registers,
  });
  const modelCalls = new Histogram({
    name: 'shouwen_model_seconds',
    help: 'Time a request to the language model took, by use and outcome',
    labelNames: ['use', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5, 8],
    registers,
  });
  const modelTokens = new Counter({
    name: 'shouwen_model_tokens_total',
    help: 'Tokens the language model used, by use',
    labelNames: ['use'],
    registers,
  });
  const measureOutbox = options.outboxLag ? outboxGauges(registry, options.outboxLag) : undefined;
  return {
    turn(channel, outcome, seconds) {
      turns.inc({ channel, outcome });
      duration.observe({ channel }, seconds);
    },
    fault: (code) => errors.inc({ code }),
    modelCall({ use, outcome, ms, tokensIn, tokensOut }) {
      modelCalls.observe({ use, outcome }, ms / 1000);
      modelTokens.inc({ use }, tokensIn + tokensOut);
    },
    async expose() {
      await measureOutbox?.();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function outboxGauges(registry: Registry, lag: OutboxLag): () => Promise<void> {
  const registers = [registry];
  const waiting = new Gauge({ name: 'shouwen_outbox_pending', help: 'Messages waiting to leave', registers });
  const oldest = new Gauge({
    name: 'shouwen_outbox_oldest_seconds',
    help: 'Age of the oldest message waiting to leave',
    registers,
  });
  return async () => {
    const { pending, oldestSeconds } = await lag();
    waiting.set(pending);
    oldest.set(oldestSeconds);
  };
}
