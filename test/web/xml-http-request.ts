/**
 * The little of XMLHttpRequest that rxjs 5's ajax (under botframework-directlinejs) uses, over fetch: browsers have it,
 * Node does not.
 */
export class FetchXmlHttpRequest extends EventTarget {
  readyState = 0;
  status = 0;
  statusText = '';
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  readonly upload = new EventTarget();
  readonly #abort = new AbortController();
  readonly #headers = new Headers();
  #method = 'GET';
  #url = '';

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.#move(1);
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }
  getResponseHeader(): string | null {
    return null;
  }
  abort(): void {
    this.#abort.abort();
  }
  send(body?: string): void {
    const signal = this.#abort.signal;
    fetch(this.#url, { method: this.#method, headers: this.#headers, signal, ...(body === undefined ? {} : { body }) })
      .then(async (answer) => {
        this.responseText = await answer.text();
        this.response = this.responseType === 'json' ? JSON.parse(this.responseText) : this.responseText;
        this.status = answer.status;
        this.#move(4);
      })
      .catch(() => {
        if (!signal.aborted) this.#move(4);
      });
  }
  #move(readyState: number): void {
    this.readyState = readyState;
    this.onreadystatechange?.();
  }
}
