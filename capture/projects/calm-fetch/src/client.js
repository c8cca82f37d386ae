import { HttpError } from './errors.js';

/** Talks JSON with the service at `base`. */
export class Client {
  constructor(base, { fetch = globalThis.fetch } = {}) {
    this.base = base;
    this.fetch = fetch;
  }

  /** The answer, parsed; throws an HttpError where it is not 2xx. */
  request(method, path, body) {
    return this.send(method, path, body);
  }

  async send(method, path, body) {
    const { fetch, base } = this;
    const init = { method, body: JSON.stringify(body) };
    const response = await fetch(new URL(path, base), init);
    if (!response.ok) throw new HttpError(method, path, response.status);
    return response.json();
  }
}
