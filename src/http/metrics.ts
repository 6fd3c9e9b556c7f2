import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a turn took and how it ended. */
export interface Metrics {
  turn(channel: string, outcome: 'done' | 'fault', seconds: number): void;
  fault(code: string): void;
  /** What a message was about, and that it was not understood. */
  heard(heard: { channel: string; intent: string; missed: boolean }): void;
  /** Where the gauges come from; without it there are none. */
  gauge(standing: Standing): void;
  /** A request to the language model: for what, how it ended, what it took. */
  modelCall(call: { use: string; outcome: string; ms: number; tokensIn: number; tokensOut: number }): void;
  /** The Prometheus text and its content type. */
  expose(): Promise<{ contentType: string; text: string }>;
}

/** What stands in the records and is under way, asked for at a scrape: values by gauge, and by label where it has one. */
export type Standing = () => Promise<Readonly<Record<GaugeName, number>>>;

const gauges = {
  shouwen_obligations_open: 'Obligations still to be met',
  shouwen_obligations_due: 'Obligations due within the next 24 hours',
  shouwen_obligations_late: 'Obligations past their due time and not met',
  shouwen_outbox_pending: 'Messages waiting for their channel to take them',
  shouwen_outbox_oldest_seconds: 'Age of the oldest message waiting for its channel to take it',
  shouwen_outbox_undelivered: 'Messages waiting for somebody who cannot be reached',
  shouwen_outbox_parked: 'Messages given up',
  shouwen_due_work: 'Alerts whose time has come',
  shouwen_messages_unfinished: 'Messages stored and not worked through',
  shouwen_turns_underway: 'Conversations of this process with a turn under way',
  shouwen_sweep_still_seconds: 'Time since the sweep of due work last got on',
} as const;
export type GaugeName = keyof typeof gauges;

/** Counting is not done more often, ms. */
const countedForMs = 5_000;

export function createMetrics(): Metrics {
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
  const messages = new Counter({
    name: 'shouwen_messages_total',
    help: 'Messages answered, by channel and what they were about',
    labelNames: ['channel', 'intent'],
    registers,
  });
  const misses = new Counter({
    name: 'shouwen_misses_total',
    help: 'Messages whose reply was that they were not understood, by channel',
    labelNames: ['channel'],
    registers,
  });
  let standing: (() => Promise<void>) | undefined;
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
    heard({ channel, intent, missed }) {
      messages.inc({ channel, intent });
      if (missed) misses.inc({ channel });
    },
    gauge(given) {
      standing = gaugesOf(registry, given);
    },
    async expose() {
      await standing?.();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Gauges keep their last values while counting fails: a scrape never does. */
function gaugesOf(registry: Registry, standing: Standing): () => Promise<void> {
  const registers = [registry];
  const names = Object.keys(gauges) as GaugeName[];
  const byName = new Map(names.map((name) => [name, new Gauge({ name, help: gauges[name], registers })]));
  let countedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - countedAt < countedForMs) return;
    countedAt = performance.now();
    const counted = await standing().catch(() => undefined);
    if (counted) for (const [name, gauge] of byName) gauge.set(counted[name]);
  };
}
