import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const idBytes = 16;
const macBytes = 16;

/** A new link's id: cannot be guessed, and says nothing of anybody. */
export function newLinkId(): string {
  return randomBytes(idBytes).toString('base64url');
}

/** Signs and reads the tokens of customers' links: id and signature, 43 characters, nobody's name in them. */
export class LinkTokens {
  readonly #key: Buffer;

  /** An empty secret is refused. */
  constructor(secretKey: string) {
    if (secretKey.length === 0) throw new Error('customer links: an empty secret cannot sign');
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', 'shouwen/customer-link/1', 32));
  }

  sign(id: string): string {
    const bytes = Buffer.from(id, 'base64url');
    return Buffer.concat([bytes, this.#mac(bytes)]).toString('base64url');
  }

  /** The id a token names, and whether we signed it; an id even for what is no token, so that all take the same way. */
  read(token: string): { id: string; ours: boolean } {
    const bytes = Buffer.from(token, 'base64url');
    const filled = Buffer.concat([bytes, Buffer.alloc(idBytes + macBytes)]);
    const id = filled.subarray(0, idBytes);
    const given = filled.subarray(idBytes, idBytes + macBytes);
    const same = timingSafeEqual(given, this.#mac(id));
    const whole = bytes.length === idBytes + macBytes && bytes.toString('base64url') === token;
    return { id: id.toString('base64url'), ours: same && whole };
  }

  #mac(id: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(id).digest().subarray(0, macBytes);
  }
}
