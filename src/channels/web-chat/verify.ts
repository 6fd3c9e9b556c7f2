import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who a token speaks for, and in which conversation. Nothing a client posts can change either. */
export interface Grant {
  userId: string;
  conversationId: string;
}

export interface SignedGrant extends Grant {
  /** Epoch seconds. */
  expiresAt: number;
}

/** Real seconds a token lives; clients renew at half time. */
export const tokenLifetimeSeconds = 1800;

export type TokenCheck =
  | { kind: 'valid'; grant: SignedGrant }
  /** Ours, but too old: names its conversation, proves nothing else. */
  | { kind: 'expired'; grant: SignedGrant }
  | { kind: 'forged' };

const claims = z.object({ user: z.string().min(1), conv: z.string().min(1), exp: z.number().int() });
const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** The signing key of this channel alone; an empty secret is refused. */
export function deriveTokenKey(secret: string): Buffer {
  if (secret.length === 0) throw new Error('web chat: an empty secret cannot sign tokens');
  return Buffer.from(hkdfSync('sha256', secret, '', 'shouwen/web-chat/token/1', 32));
}

/** A JWT (HS256), which Direct Line clients can look into. `nowMs` is real time. */
export function signToken(key: Buffer, grant: Grant, nowMs: number): string {
  const exp = Math.floor(nowMs / 1000) + tokenLifetimeSeconds;
  const payload = Buffer.from(JSON.stringify({ user: grant.userId, conv: grant.conversationId, exp }));
  const signed = `${header}.${payload.toString('base64url')}`;
  return `${signed}.${signature(key, signed).toString('base64url')}`;
}

export function checkToken(key: Buffer, token: string, nowMs: number): TokenCheck {
  const [head, payload, mac, ...rest] = token.split('.');
  if (head !== header || !payload || !mac || rest.length > 0) return { kind: 'forged' };
  const given = Buffer.from(mac, 'base64url');
  const expected = signature(key, `${head}.${payload}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'forged' };
  const read = claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!read.success) return { kind: 'forged' };
  const grant = { userId: read.data.user, conversationId: read.data.conv, expiresAt: read.data.exp };
  return { kind: nowMs / 1000 < grant.expiresAt ? 'valid' : 'expired', grant };
}

/** The token of an `Authorization: Bearer …` header, if there is one. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
}

/** Cannot be guessed: knowing it is no right to anything, but it stands in addresses. */
export function newConversationId(): string {
  return randomBytes(16).toString('hex');
}

function signature(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
