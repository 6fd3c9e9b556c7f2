import type { ShownLink } from '../../../dialogs/engine/form.js';
import { LinkTokens } from '../../domain/link-token.js';
import { qrPng } from './qr-png.js';

/** How links are written: the token stands behind `#`, so that no server, log or `Referer` on the way sees it. */
export class ShownLinks {
  readonly #tokens: LinkTokens;
  readonly #origin: string;

  /** `origin`: what customers' browsers reach, e.g. `https://chat.example.com`. */
  constructor(secretKey: string, origin: string) {
    this.#tokens = new LinkTokens(secretKey);
    this.#origin = origin;
  }

  show(linkId: string): ShownLink {
    const address = `${this.#origin}/c#${this.#tokens.sign(linkId)}`;
    return { address, picture: qrPng(address).toString('base64') };
  }
}
