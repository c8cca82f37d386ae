/** Spans of OTLP as JSON. Pure. */
import type { Problem } from '../base/errors.ts';
import { field } from '../base/json.ts';
import { microsOf } from '../base/nanos.ts';
import { OtlpParts, type OtlpNames } from './otlp-request.ts';
import { enumOf, idOf } from './otlp-values.ts';
import { SPAN_KINDS, type OtlpSpan, type SignalHead, type SpanStatus } from './signals.ts';

const NAMES: OtlpNames = ['resourceSpans', 'scopeSpans', 'spans'];
const STATUSES: readonly SpanStatus[] = ['unset', 'ok', 'error'];
/** Of a file. */
const MAX_SPANS = 400_000;
/** Events and links of a span, each. */
const MAX_PARTS = 256;

export class SpanReader {
  readonly #parts: OtlpParts;
  readonly #spans: OtlpSpan[] = [];

  constructor(path: string) {
    this.#parts = new OtlpParts(path, 'spans');
  }

  take(request: unknown): void {
    const parts = this.#parts;
    for (const { item, resource, scope } of parts.items(request, NAMES)) {
      const start = microsOf(item['startTimeUnixNano']);
      if (start === undefined) parts.leaveOut('they do not tell when they began');
      else if (this.#spans.length >= MAX_SPANS) parts.leaveOut(`no more than ${MAX_SPANS} are shown`);
      else this.#spans.push({ ...this.#read(item, start), resource, scope });
    }
  }

  /** By start: a span is written when it has ended. */
  end(): {
    readonly head: SignalHead;
    readonly items: readonly OtlpSpan[];
    readonly problems: readonly Problem[];
  } {
    const { resources } = this.#parts;
    const items = this.#spans.sort((a, b) => a.start - b.start);
    return { head: { resources }, items, problems: this.#parts.problems() };
  }

  #read(item: object, start: number): Omit<OtlpSpan, 'resource' | 'scope'> {
    const parts = this.#parts;
    const ended = microsOf(field(item, 'endTimeUnixNano'));
    const isBefore = ended !== undefined && ended < start;
    if (isBefore) parts.tell('ends of spans', 'they lie before the starts');
    return {
      start,
      end: isBefore ? undefined : ended,
      name: parts.text(item, 'name') ?? 'unnamed span',
      kind: enumOf(field(item, 'kind'), SPAN_KINDS, 'SPAN_KIND_') ?? 'unspecified',
      traceId: idOf(field(item, 'traceId')),
      spanId: idOf(field(item, 'spanId')),
      parentSpanId: idOf(field(item, 'parentSpanId')),
      status: enumOf(field(item, 'status', 'code'), STATUSES, 'STATUS_CODE_') ?? 'unset',
      message: parts.text(item, 'status', 'message'),
      attributes: parts.attributes(item),
      events: parts.list(item, 'events', 'droppedEventsCount', MAX_PARTS).map((event) => ({
        at: microsOf(field(event, 'timeUnixNano')),
        name: parts.text(event, 'name') ?? 'unnamed event',
        attributes: parts.attributes(event),
      })),
      links: parts.list(item, 'links', 'droppedLinksCount', MAX_PARTS).map((link) => ({
        traceId: idOf(field(link, 'traceId')),
        spanId: idOf(field(link, 'spanId')),
        attributes: parts.attributes(link),
      })),
    };
  }
}
