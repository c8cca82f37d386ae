import { AsyncLocalStorage } from 'node:async_hooks';
import { now } from './clock.js';
import { Metrics } from './metrics.js';
import { Span } from './span.js';

/** The span that is under way, whichever service began it. */
const active = new AsyncLocalStorage();

/** What a service says of itself, until the exporter takes it. */
export class Telemetry {
  metrics = new Metrics();
  #spans = [];
  #logs = [];

  constructor(service) {
    this.service = service;
  }

  /** Does some work in a span, within the one that is under way; it fails where the work does. */
  async span(name, { kind, parent = active.getStore(), attributes }, work) {
    const span = new Span(name, kind, parent, attributes);
    try {
      return await active.run(span, () => work(span));
    } catch (error) {
      span.fail(error.message);
      throw error;
    } finally {
      span.end();
      this.#spans.push(span);
    }
  }

  log(level, text, attributes = {}) {
    this.#logs.push({ at: now(), level, text, attributes, span: active.getStore() });
  }

  /** Spans that have ended and logs, each of them once. */
  take() {
    const taken = { spans: this.#spans, logs: this.#logs };
    this.#spans = [];
    this.#logs = [];
    return taken;
  }
}
