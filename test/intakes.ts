import { messageActivity } from './running-app.js';

/** A message that was sent, and the body of its answer; none when the server died before. */
export interface Sent {
  activity: object;
  body?: string;
}

/** One conversation: a complaint told in one breath, then confirmed. */
export interface Intake {
  told: Sent;
  confirmed: Sent;
}

/** Each is understood whole: read back at once, recorded at 确认. */
export const complaints = [
  '客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费',
  '远帆食品王芳投诉 10月账单多480短信费 说没订过 火很大 要查清退钱',
  '澄江医药赵凯投诉 昨天刚交的费今天下午停机 很生气 要马上恢复',
  '晨光印务白晓宇投诉 宽带这两天老断 着急 要今天修好',
];

export function newIntake(from: string, conversation: string, n: number): Intake {
  const text = complaints[n % complaints.length] ?? '';
  return {
    told: { activity: messageActivity(text, from, conversation, 'told') },
    confirmed: { activity: messageActivity('确认', from, conversation, 'confirmed') },
  };
}

/** Sends a message and gives the body of the answer, or undefined when the server is gone. Any other failure throws. */
export async function send(url: string, { activity }: Sent): Promise<string | undefined> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) };
  let status: number;
  let body: string;
  try {
    const response = await fetch(`${url}/api/messages`, request);
    status = response.status;
    body = await response.text();
  } catch {
    return undefined;
  }
  if (status !== 200) throw new Error(`${status} ${body}`);
  return body;
}

/** The record numbers told in an answer, as the contract writes them. */
export function numbersIn(body: string): string[] {
  return [...body.matchAll(/编号[ :]?(TS-\d{6}-[0-9A-HJKMNP-TV-Z]{4})/g)].flatMap(([, id]) => id ?? []);
}

/** Sends a message again, twice if it never had an answer: the first answer stays, byte for byte. */
export async function again(url: string, sent: Sent): Promise<string> {
  const first = sent.body ?? (await send(url, sent));
  expect(await send(url, sent)).toBe(first);
  return first ?? '';
}

/** People who tell complaints one after the other, all at once, until the server is gone or they are stopped. */
export class Crowd {
  readonly intakes: Intake[] = [];
  readonly #name: string;
  readonly #onAnswer: () => void;
  readonly #stop: AbortSignal | undefined;

  /** `stop`: the conversations begun are still brought to their end. */
  constructor(name: string, onAnswer: () => void, stop?: AbortSignal) {
    this.#name = name;
    this.#onAnswer = onAnswer;
    this.#stop = stop;
  }

  /** One of them is the demo's manager until that sender has written enough. */
  async talk(url: string, people: number): Promise<void> {
    await Promise.all(Array.from({ length: people }, (_, n) => this.#person(url, n)));
  }

  async #person(url: string, person: number): Promise<void> {
    for (let n = 0; !this.#stop?.aborted; n++) {
      const conversation = `${this.#name}-${person}-${n}`;
      const from = person === 0 && n < 3 ? 'demo-manager' : `stranger of ${conversation}`;
      const intake = newIntake(from, conversation, person + n + 1);
      this.intakes.push(intake);
      if (!(await this.#say(url, intake.told)) || !(await this.#say(url, intake.confirmed))) return;
    }
  }

  async #say(url: string, sent: Sent): Promise<boolean> {
    const body = await send(url, sent);
    if (body === undefined) return false;
    sent.body = body;
    this.#onAnswer();
    return true;
  }
}
