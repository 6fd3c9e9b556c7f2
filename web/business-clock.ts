import type { Settings } from './direct-line.js';

/** The organisation's time as the server keeps it, which may be simulated. */
export class BusinessClock {
  readonly simulated: boolean;
  readonly #offset: { server: number; here: number; speed: number };
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;

  constructor({ timeZone, clock }: Pick<Settings, 'timeZone' | 'clock'>, locale = 'zh-CN') {
    this.simulated = clock.simulated;
    this.#offset = { server: clock.now, here: performance.now(), speed: clock.speed };
    this.#day = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', day: 'numeric', weekday: 'short' });
    this.#time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  }

  now(): number {
    const { server, here, speed } = this.#offset;
    return server + (performance.now() - here) * speed;
  }

  /** 11月24日周二 */
  day(at: number): string {
    return this.#day.format(at);
  }

  /** 16:50 */
  time(at: number): string {
    return this.#time.format(at);
  }

  hour(): number {
    return Number(this.time(this.now()).slice(0, 2));
  }
}
