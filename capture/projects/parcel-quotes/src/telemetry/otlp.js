/** OTLP as JSON (https://opentelemetry.io/docs/specs/otlp/). */
const KINDS = { internal: 1, server: 2, client: 3 };
const SEVERITIES = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 };
const FAILED = 2;

export function attributesOf(values) {
  return Object.entries(values).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

export function spanRecord({ traceId, spanId, parentSpanId, name, kind, start, finish, attributes, fault }) {
  return {
    traceId,
    spanId,
    ...(parentSpanId !== '' && { parentSpanId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(finish),
    attributes: attributesOf(attributes),
    ...(fault !== undefined && { status: { code: FAILED, message: fault } }),
  };
}

export function logRecord({ at, level, text, attributes, span }) {
  return {
    timeUnixNano: String(at),
    severityNumber: SEVERITIES[level],
    severityText: level,
    body: { stringValue: text },
    attributes: attributesOf(attributes),
    ...(span && { traceId: span.traceId, spanId: span.spanId }),
  };
}

/** A request to export; `Spans` and `spans`, for example. Services that have nothing to say are left out. */
export function requestOf(kind, items, byService) {
  const told = [...byService].filter(([, list]) => list.length > 0);
  return {
    [`resource${kind}`]: told.map(([service, list]) => ({
      resource: { attributes: attributesOf({ 'service.name': service, 'service.version': '2.3.0' }) },
      [`scope${kind}`]: [{ scope: { name: 'parcel-quotes' }, [items]: list }],
    })),
  };
}
