import { randomBytes } from 'node:crypto';
import { now } from './clock.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/;

export class Span {
  start = now();
  finish;
  fault;
  spanId = randomBytes(8).toString('hex');

  constructor(name, kind = 'internal', parent = undefined, attributes = {}) {
    this.name = name;
    this.kind = kind;
    this.traceId = parent?.traceId ?? randomBytes(16).toString('hex');
    this.parentSpanId = parent?.spanId ?? '';
    this.attributes = { ...attributes };
  }

  set(key, value) {
    this.attributes[key] = value;
  }

  fail(fault) {
    this.fault = fault;
  }

  end() {
    this.finish = now();
  }

  get millis() {
    return Number(this.finish - this.start) / 1e6;
  }

  /** As a header (https://www.w3.org/TR/trace-context/). */
  get traceparent() {
    return `00-${this.traceId}-${this.spanId}-01`;
  }
}

/** Who sent a request; undefined where its header does not say. */
export function parentOf(traceparent) {
  const [, traceId, spanId] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return traceId === undefined ? undefined : { traceId, spanId };
}
