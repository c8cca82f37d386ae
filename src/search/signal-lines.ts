/** What running programs said of themselves, as lines. Pure. */
import type { Attributes, LogRecord, Span } from '../trace/signals.ts';
import { addLines, oneLine, type AddLine } from './search-line.ts';
import { each, type Work } from './work.ts';

export function logLines(items: readonly LogRecord[], add: AddLine): Work {
  return each(items, ({ time, level, severity, body, event, attributes, resource }) => {
    const word = severity ?? (level === 'unspecified' ? undefined : level);
    const at = { time, place: joined(resource.service, word) };
    if (event !== undefined) add({ ...at, text: oneLine(event) });
    addLines(add, body, at);
    addAttributes(attributes, at, add);
  });
}

export function spanLines(items: readonly Span[], add: AddLine): Work {
  return each(items, ({ time, end, name, status, message, events, attributes, resource }) => {
    const at = { time, place: resource.service };
    add({ ...at, text: joined(oneLine(name), status === 'error' ? 'failed' : undefined) ?? '' });
    // What came of it is known when it has ended.
    if (message !== undefined) addLines(add, message, { ...at, time: end ?? time });
    addAttributes(attributes, at, add);
    for (const event of events) {
      const then = { ...at, time: event.time ?? time };
      add({ ...then, text: oneLine(event.name) });
      addAttributes(event.attributes, then, add);
    }
  });
}

function addAttributes(
  attributes: Attributes,
  at: { readonly time: number; readonly place: string | undefined },
  add: AddLine,
): void {
  for (const [key, text] of attributes) add({ ...at, text: `${key}: ${oneLine(text)}` });
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' · ') || undefined;
}
