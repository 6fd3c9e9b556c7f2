import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';
import { AppError } from '../errors.js';

/** Every sealed value begins with this character, which nobody types, and then the id of its key. */
const mark = '\u0001';
const idLength = 6;
const nonceLength = 12;
const tagLength = 16;

interface Key {
  id: string;
  forColumn: (column: string) => KeyObject;
}

/**
 * Seals personal fields for the store (AES-256-GCM) and opens them. A value carries the id of its key; a column has a key of its
 * own, so that a value moved to another column does not open.
 */
export class Vault {
  /** Ids of all keys that open, the one that seals first. */
  readonly keyIds: readonly string[];
  readonly #keys: ReadonlyMap<string, Key>;
  readonly #current: Key;

  /** `secrets`: the first seals, all open. */
  constructor(secrets: readonly string[]) {
    const keys = secrets.map(toKey);
    const [current] = keys;
    if (!current) throw new AppError('misconfigured', 'There is no key to seal personal data with: set SECRET_KEY.');
    this.#current = current;
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.keyIds = [...this.#keys.keys()];
  }

  /** What every value sealed now begins with. */
  get prefix(): string {
    return mark + this.#current.id;
  }

  seal(column: string, text: string): string {
    const nonce = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', this.#current.forColumn(column), nonce);
    const sealed = cipher.update(text, 'utf8');
    cipher.final();
    return this.prefix + Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
  }

  /** A value that was never sealed comes back as it is. `misconfigured`: sealed with a key not given; `corrupt`: changed since. */
  open(column: string, value: string): string {
    if (value[0] !== mark) return value;
    const id = value.slice(1, 1 + idLength);
    const key = this.#keys.get(id);
    if (!key) throw unknownKey([id], this.keyIds);
    try {
      const bytes = Buffer.from(value.slice(1 + idLength), 'base64');
      const nonce = bytes.subarray(0, nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', key.forColumn(column), nonce, { authTagLength: tagLength });
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const text = decipher.update(bytes.subarray(nonceLength, -tagLength));
      decipher.final();
      return text.toString('utf8');
    } catch (cause) {
      throw new AppError(
        'corrupt',
        `A sealed value of column ${column} was changed or cut: restore it from a backup.`,
        {
          cause,
        },
      );
    }
  }
}

export function unknownKey(needed: readonly string[], given: readonly string[]): AppError {
  return new AppError(
    'misconfigured',
    `Personal data in the store is sealed with key ${needed.join(', ')}; the keys given are ${given.join(', ')}. ` +
      'Give the key it was sealed with: as SECRET_KEY, as secret.key in DATA_DIR, or behind the new one in FIELD_KEYS=new,old.',
  );
}

function toKey(secret: string): Key {
  const derive = (purpose: string, length: number) => Buffer.from(hkdfSync('sha256', secret, '', purpose, length));
  const columns = new Map<string, KeyObject>();
  return {
    id: derive('shouwen/field/id', idLength).toString('base64url').slice(0, idLength),
    forColumn(column) {
      const known = columns.get(column);
      if (known) return known;
      const made = createSecretKey(derive(`shouwen/field/${column}`, 32));
      columns.set(column, made);
      return made;
    },
  };
}

/** Random bytes are fetched for many values at once. */
const pool = Buffer.alloc(nonceLength * 256);
let used = pool.length;

function nextNonce(): Buffer {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += nonceLength;
  return Buffer.from(pool.subarray(used - nonceLength, used));
}
