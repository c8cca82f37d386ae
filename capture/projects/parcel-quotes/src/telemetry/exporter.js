import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logRecord, requestOf, spanRecord } from './otlp.js';

/** Appends what services say to spans.jsonl, logs.jsonl and metrics.jsonl, every `everyMs`. */
export class Exporter {
  #folder;
  #services;
  #timer;

  constructor(folder, services, everyMs) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#services = services;
    this.#timer = setInterval(() => this.#write(), everyMs);
  }

  /** Writes what is left. */
  stop() {
    clearInterval(this.#timer);
    this.#write();
  }

  #write() {
    const spans = new Map();
    const logs = new Map();
    const metrics = new Map();
    for (const telemetry of this.#services) {
      const taken = telemetry.take();
      spans.set(telemetry.service, taken.spans.map(spanRecord));
      logs.set(telemetry.service, taken.logs.map(logRecord));
      metrics.set(telemetry.service, telemetry.metrics.points());
    }
    this.#append('spans.jsonl', 'Spans', 'spans', spans);
    this.#append('logs.jsonl', 'Logs', 'logRecords', logs);
    this.#append('metrics.jsonl', 'Metrics', 'metrics', metrics);
  }

  #append(file, kind, items, byService) {
    if ([...byService.values()].every((list) => list.length === 0)) return;
    const line = JSON.stringify(requestOf(kind, items, byService));
    appendFileSync(join(this.#folder, file), `${line}\n`);
  }
}
