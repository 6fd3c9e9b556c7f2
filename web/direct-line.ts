import { readActivity, type Shown } from './activity.js';
import type { OutgoingFile } from './outgoing-files.js';

/** The server answered, and said no. Anything else that goes wrong is the network. */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number;
  constructor(status: number, code: string, message: string, retryAfterMs: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Person {
  userId: string;
  name: string;
  title: string;
}

export interface Settings {
  people: Person[];
  /** People sign in here, and may sign out. */
  signIn: boolean;
  timeZone: string;
  clock: { now: number; simulated: boolean; speed: number };
}

export interface Ticket {
  conversationId: string;
  token: string;
  /** Real epoch ms from which the token should be renewed. */
  renewAt: number;
}

export interface Outgoing {
  id: string;
  text: string;
  value?: unknown;
  attachments?: OutgoingFile[];
  /** Why the server does not take it; it waits to be taken back and changed. */
  refused?: string;
}

interface TokenAnswer {
  conversationId: string;
  token: string;
  expires_in: number;
}

const root = '/v3/directline';
const timeoutMs = 15_000;

export async function fetchSettings(): Promise<Settings> {
  return await request<Settings>('GET', '/chat.json');
}

export async function signOut(): Promise<void> {
  await request('POST', '/signout', undefined, {});
}

/** A token for this person; the old one, whatever its age, keeps the conversation. */
export async function fetchTicket(userId: string, old: Ticket | undefined): Promise<Ticket> {
  const answer = await request<TokenAnswer>('POST', `${root}/tokens/generate`, old?.token, { user: { id: userId } });
  return ticketOf(answer);
}

export async function renewTicket(ticket: Ticket): Promise<Ticket> {
  return ticketOf(await request<TokenAnswer>('POST', `${root}/tokens/refresh`, ticket.token));
}

export async function fetchActivities(ticket: Ticket, watermark: string): Promise<News> {
  const path = `${root}/conversations/${ticket.conversationId}/activities?watermark=${watermark}`;
  return readNews(await request<ActivitySet>('GET', path, ticket.token));
}

export interface News {
  activities: Shown[];
  watermark: string;
}

/** A conversation listened to; the server shows a sign of life every fifteen seconds. */
export interface Listening {
  close(): void;
}

const silenceMs = 40_000;

type ListeningEvents = { open(): void; news(news: News): void; end(): void };

/** Listens from a watermark on. `end` comes once, also when listening never began: then polling goes on. */
export function listen(ticket: Ticket, watermark: string, on: ListeningEvents): Listening {
  const query = new URLSearchParams({ watermark, t: ticket.token });
  return listenAt(`${root}/conversations/${ticket.conversationId}/stream?${query}`, on);
}

export function listenAt(path: string, on: ListeningEvents): Listening {
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.close(), silenceMs);
  };
  socket.addEventListener('open', () => {
    alive();
    on.open();
  });
  socket.addEventListener('message', ({ data }) => {
    alive();
    if (typeof data === 'string' && data !== '') on.news(readNews(JSON.parse(data)));
  });
  socket.addEventListener('close', () => {
    clearTimeout(silence);
    on.end();
  });
  return { close: () => socket.close() };
}

export interface ActivitySet {
  activities: unknown[];
  watermark: string;
}

export function readNews({ activities, watermark }: ActivitySet): News {
  return { activities: activities.map(readActivity), watermark };
}

/** Posting the same id again is the same message. */
export async function postMessage(ticket: Ticket, message: Outgoing): Promise<void> {
  const { id, text, value, attachments } = message;
  const activity = {
    type: 'message',
    text,
    value,
    attachments,
    locale: 'zh-CN',
    channelData: { clientActivityID: id },
  };
  await request('POST', `${root}/conversations/${ticket.conversationId}/activities`, ticket.token, activity);
}

/** A thumb under an answer of ours. */
export async function postVote(ticket: Ticket, replyToId: string, reaction: Reaction): Promise<void> {
  const value = { actionName: 'feedback', actionValue: { reaction } };
  const activity = { type: 'invoke', name: 'message/submitAction', replyToId, value };
  await request('POST', `${root}/conversations/${ticket.conversationId}/activities`, ticket.token, activity);
}

export type Reaction = 'like' | 'dislike';

function ticketOf({ conversationId, token, expires_in }: TokenAnswer): Ticket {
  return { conversationId, token, renewAt: Date.now() + expires_in * 500 };
}

export async function request<T>(method: 'GET' | 'POST', path: string, token?: string, body?: object): Promise<T> {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return await answer.json();
}

async function refusalOf(answer: Response): Promise<ServerRefusal> {
  const told: { error?: { code?: string; message?: string } } = await answer.json().catch(() => ({}));
  const retryAfterMs = Number(answer.headers.get('Retry-After') ?? 0) * 1000;
  return new ServerRefusal(answer.status, told.error?.code ?? '', told.error?.message ?? '', retryAfterMs);
}
