import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../src/settings.js';

/** What the exporter appends to a file, piece by piece. */
class Lines {
  #path;
  #at = 0;

  constructor(name) {
    this.#path = join(settings.folder, name);
  }

  /** What has come since the last call, line by line. */
  read() {
    if (!existsSync(this.#path)) return [];
    const file = openSync(this.#path);
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#at));
    readSync(file, bytes, 0, bytes.length, this.#at);
    closeSync(file);
    const end = bytes.lastIndexOf('\n') + 1;
    this.#at += end;
    const lines = bytes.toString('utf8', 0, end).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }
}

/** Signals as they come: each call of `read` gives what is new. */
export class Signals {
  #spans = new Lines('spans.jsonl');
  #logs = new Lines('logs.jsonl');
  #metrics = new Lines('metrics.jsonl');

  spans() {
    return this.#spans.read().flatMap((request) =>
      itemsOf(request, 'Spans', 'spans').map(({ item, service }) => ({
        ...item,
        service,
        start: millisOf(item.startTimeUnixNano),
        end: millisOf(item.endTimeUnixNano),
        failed: item.status?.code === 2,
      })),
    );
  }

  logs() {
    return this.#logs.read().flatMap((request) =>
      itemsOf(request, 'Logs', 'logRecords').map(({ item, service }) => ({
        ...item,
        service,
        at: millisOf(item.timeUnixNano),
        text: item.body.stringValue,
      })),
    );
  }

  /** One object an export: `name` or `name.result` → its value. */
  exports() {
    return this.#metrics.read().map((request) => {
      const values = { at: 0 };
      for (const { item } of itemsOf(request, 'Metrics', 'metrics'))
        for (const point of (item.sum ?? item.gauge ?? item.histogram).dataPoints) {
          const result = point.attributes?.[0]?.value.stringValue;
          const name = result === undefined ? item.name : `${item.name}.${result}`;
          values[name] = Number(point.asDouble ?? point.asInt ?? point.count);
          values.at = millisOf(point.timeUnixNano);
        }
      return values;
    });
  }
}

const millisOf = (nanos) => Number(BigInt(nanos) / 1000n) / 1000;

function itemsOf(request, kind, items) {
  return request[`resource${kind}`].flatMap(({ resource, [`scope${kind}`]: scopes }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name').value.stringValue;
    return scopes.flatMap((scope) => scope[items].map((item) => ({ item, service })));
  });
}

/** By how much a number has risen; where the shop began anew in between, what it has come to since. */
export function risen(name, values, before) {
  const [now, then] = [values?.[name] ?? 0, before?.[name] ?? 0];
  return now < then ? now : now - then;
}

export const clockTime = (millis) => new Date(millis).toISOString().slice(11, 23);
