/**
 * The lines of a file in OTLP as JSON, as the OpenTelemetry Collector's file exporter writes it: on each line a request to
 * export spans, log records or metrics (https://github.com/open-telemetry/opentelemetry-proto). Pure.
 */
import type { Problem } from '../base/errors.ts';
import { field, isObject, listField, textField } from '../base/json.ts';
import type { Validator } from '../schema/check.ts';
import { attributesOf, countOf, textOfValue } from './otlp-values.ts';
import type { Attributes, Resource } from './signals.ts';

/** Characters of a line: batches of thousands of items stand on one. */
export const MAX_OTLP_LINE = 32 * 1024 ** 2;
/** Of all lines together; what comes after is left out. */
export const MAX_OTLP_CHARACTERS = 256 * 1024 ** 2;

const MAX_RESOURCES = 10_000;
const UNKNOWN: Resource = { service: undefined, attributes: [] };

const KINDS = ['resourceSpans', 'resourceLogs', 'resourceMetrics'] as const;

/** What lies in what in a request. */
export type OtlpNames = readonly [resources: (typeof KINDS)[number], scopes: string, items: string];

/** A request of any of the three kinds: one file may hold all of them. */
export const isOtlpRequest: Validator = (value) => {
  const reason = faultOf(value);
  isOtlpRequest.errors =
    reason === undefined
      ? null
      : [{ keyword: 'type', instancePath: '', schemaPath: '', params: {}, message: reason }];
  return reason === undefined;
};

function faultOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'is no object';
  const found = KINDS.filter((kind) => Object.hasOwn(value, kind));
  if (found.some((kind) => !Array.isArray(value[kind]))) return `has no list as ${found.join(', ')}`;
  // Empty lists are left out by what writes it.
  return found.length > 0 || Object.keys(value).length === 0
    ? undefined
    : `has none of ${KINDS.join(', ')}, so that it is no request of OTLP`;
}

/** An item of a request, and what it came from. */
export interface OtlpItem {
  readonly item: Readonly<Record<string, unknown>>;
  /** Place in the list of resources. */
  readonly resource: number;
  readonly scope: string | undefined;
}

/** Reads what all three kinds have in common, and keeps count of what is not there to be shown. */
export class OtlpParts {
  readonly resources: Resource[] = [];
  readonly #places = new Map<string, number>();
  readonly #path: string;
  /** `spans`, for example. */
  readonly #noun: string;
  /** Reason → how many of what; '' for the items themselves. */
  readonly #faults = new Map<string, { readonly what: string; count: number }>();
  /** Items so far, also those that are left out. */
  #total = 0;

  constructor(path: string, noun: string) {
    this.#path = path;
    this.#noun = noun;
  }

  *items(request: unknown, [resources, scopes, items]: OtlpNames): Generator<OtlpItem, void> {
    for (const group of listField(request, resources)) {
      const resource = this.#resource(field(group, 'resource'));
      for (const scoped of listField(group, scopes)) {
        const scope = textField(scoped, 'scope', 'name');
        for (const item of listField(scoped, items)) {
          this.#total += 1;
          if (isObject(item)) yield { item, resource, scope };
          else this.leaveOut('they are no objects');
        }
      }
    }
  }

  attributes(of: unknown): Attributes {
    this.#dropped(countOf(of, 'droppedAttributesCount'));
    return attributesOf(listField(of, 'attributes'), this.cut);
  }

  /** The first `most` of a list of objects; `dropped`: the member that counts those which were never recorded. */
  list(of: unknown, name: string, dropped: string, most: number): readonly unknown[] {
    this.#dropped(countOf(of, dropped));
    const list = listField(of, name);
    if (list.length > most) this.cut(list.length - most);
    return list.slice(0, most);
  }

  /** A text of a limited length; undefined where there is none. */
  text(of: unknown, ...names: readonly string[]): string | undefined {
    const text = textField(of, ...names);
    return text === undefined ? undefined : textOfValue({ stringValue: text }, this.#cutOne);
  }

  value(value: unknown): string {
    return textOfValue(value, this.#cutOne);
  }

  /** An item is not shown. `reason` goes on from “… of the spans cannot be shown:”. */
  leaveOut(reason: string, count = 1): void {
    this.tell('', reason, count);
  }

  /** Something of `count` items is not shown. */
  tell(what: string, reason: string, count = 1): void {
    const fault = this.#faults.get(reason);
    if (fault) fault.count += count;
    else this.#faults.set(reason, { what, count });
  }

  readonly cut = (count: number): void =>
    this.tell('texts, attributes, events and links', 'they are longer, or more, than are kept', count);

  readonly #cutOne = (): void => this.cut(1);

  problems(): readonly Problem[] {
    return [...this.#faults].map(([reason, { what, count }]) => {
      return {
        severity: reason === DROPPED ? 'info' : 'warning',
        code: 'unsupported-here',
        details: {
          what: `${count} of the ${what || `${this.#total} ${this.#noun}`} of ${this.#path}`,
          reason,
        },
      };
    });
  }

  #dropped(count: number): void {
    if (count > 0) this.tell('attributes, events and links', DROPPED, count);
  }

  #resource(of: unknown): number {
    const attributes = this.attributes(of);
    const key = JSON.stringify(attributes);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (this.resources.length >= MAX_RESOURCES) {
      this.tell('resources', 'there are too many of them', 1);
      return -1;
    }
    const service = attributes.find(([name]) => name === 'service.name')?.[1];
    this.#places.set(key, this.resources.length);
    return this.resources.push({ service: service === '' ? undefined : service, attributes }) - 1;
  }
}

const DROPPED = 'the program did not record them, and tells only how many there were';

/** The resource at a place; one of which nothing is known where there is none. */
export function resourceAt(resources: readonly Resource[], place: number): Resource {
  return resources[place] ?? UNKNOWN;
}
