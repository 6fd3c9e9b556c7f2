import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.js';

/** Largest body read, in bytes. */
export const bodyLimit = 256 * 1024;
/** How much of a body that is too large is still taken in, so that its sender reads the answer. */
const drainLimit = 16 * bodyLimit;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON body of a request; undefined when it has none or it is not JSON by its `Content-Type`. Throws `too-large`
 * beyond 256 KB and `invalid-input` for what cannot be parsed; a body is never repeated in a message.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new AppError('invalid-input', 'Send the body uncompressed.');
  }
  const bytes = await readBytes(request);
  if (bytes.length === 0 || !isJson(request.headers['content-type'])) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new AppError('invalid-input', 'The body is not JSON in UTF-8.', { cause });
  }
}

export function isJson(contentType: string | undefined): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}

/** By events: an iterator costs as much as all else that is done with a small body. */
function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > drainLimit) reject(tooLarge());
    const chunks: Buffer[] = [];
    let length = 0;
    const endedEarly = (cause?: unknown) =>
      reject(length > drainLimit ? tooLarge() : new AppError('invalid-input', 'The body ended early.', { cause }));
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bodyLimit) chunks.push(chunk);
      if (length > drainLimit) request.destroy();
    });
    request.once('end', () => (length > bodyLimit ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    request.once('error', endedEarly);
    request.once('close', () => request.readableEnded || endedEarly());
    if (request.destroyed) endedEarly();
  });
}

function tooLarge(): AppError {
  return new AppError('too-large', `A body may have at most ${bodyLimit} bytes.`);
}
