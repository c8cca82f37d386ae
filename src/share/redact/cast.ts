/**
 * asciicast (v1, v2, v3): what was printed and typed, over all of its pieces. Escape sequences and the number of events
 * stay, so that the layout does, and indices of events hold. Pure.
 */
import { BLOCK, Counts, maskJson, type Masked } from './mask.ts';
import { cellsOf, type Finder, type Hit } from './finder.ts';
import { Units, type View } from './views.ts';

/** Which output and input goes as a whole. */
export interface HiddenOutput {
  /** id of the redaction that wants it; undefined: it stays. `index`: of the event among those of a known kind; `seconds`: the recording's own time. */
  readonly hides: (event: {
    readonly index: number;
    readonly code: string;
    readonly seconds: number;
  }) => string | undefined;
}

interface Piece {
  /** Of all events. */
  readonly index: number;
  readonly seconds: number;
  readonly code: string;
  readonly text: string;
}

/** Units [from, to) of a stream. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** What of a stream is no character to be seen; the strings (titles, links, the clipboard) hold text of their own. */
const UNSEEN =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_]([^\u0007\u001b]*)(?:\u0007|\u001b\\|$)?|[ -/]*[0-~])|[\u0000-\u0009\u000b-\u001f\u007f]/g;

export function redactCast(source: string, finder: Finder, hidden: HiddenOutput): Masked {
  const whole = objectOf(source);
  if (whole && Array.isArray(whole['stdout'])) return redactFirst(whole, finder, hidden);
  const counts = new Counts();
  const lines = source.split('\n');
  const isThird = objectOf(lines[0] ?? '')?.['version'] === 3;
  let clock = 0;
  const events = lines.flatMap((line) => {
    const event = eventOf(line);
    if (!event) return [];
    clock = isThird ? clock + event[0] : event[0];
    return [{ seconds: clock, event }];
  });
  const pieces = events.map(({ seconds, event: [, code, text] }, index): Piece => ({
    index,
    seconds,
    code,
    text,
  }));
  const texts = redactPieces(pieces, finder, hidden, counts);
  let index = -1;
  const made = lines.map((line) => {
    const event = eventOf(line);
    if (event) index += 1;
    const text = event && texts.get(index);
    if (event && text !== undefined)
      return text === event[2] ? line : JSON.stringify([event[0], event[1], text]);
    const masked = maskJson(line, finder);
    counts.add(masked.counts);
    return masked.text;
  });
  return { text: made.join('\n'), counts: counts.all };
}

/** Version 1: one document, with delays. */
function redactFirst(whole: Readonly<Record<string, unknown>>, finder: Finder, hidden: HiddenOutput): Masked {
  const counts = new Counts();
  let clock = 0;
  const frames = (whole['stdout'] as readonly unknown[]).filter(
    (frame): frame is readonly [number, string] =>
      Array.isArray(frame) && typeof frame[0] === 'number' && typeof frame[1] === 'string',
  );
  const pieces = frames.map(([delay, text], index): Piece => {
    clock += delay;
    return { index, seconds: clock, code: 'o', text };
  });
  const texts = redactPieces(pieces, finder, hidden, counts);
  const head = maskJson(JSON.stringify({ ...whole, stdout: undefined }), finder);
  counts.add(head.counts);
  const stdout = frames.map(([delay, text], index) => [delay, texts.get(index) ?? text]);
  return { text: JSON.stringify({ ...(JSON.parse(head.text) as object), stdout }), counts: counts.all };
}

/** The texts of output and input, by index of their event. */
function redactPieces(
  pieces: readonly Piece[],
  finder: Finder,
  { hides }: HiddenOutput,
  counts: Counts,
): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const channel of ['o', 'i']) {
    const own = pieces.filter(({ code }) => code === channel);
    const stream = new Stream(own.map(({ text }) => text).join(''));
    const found = stream.find(finder, counts);
    const gone: Part[] = [];
    let at = 0;
    for (const { index, seconds, text } of own) {
      const id = hides({ index, code: channel, seconds });
      if (id !== undefined && text !== '') {
        counts.one(id);
        gone.push({ from: at, to: at + text.length });
      }
      at += text.length;
    }
    const cut = stream.cutter([...found, ...stream.allOf(gone)]);
    for (const { index, text } of own) texts.set(index, cut(text.length));
  }
  return texts;
}

/** All that was printed, or typed, one after the other. */
class Stream {
  readonly #text: string;
  /** What is seen, with its line feeds; and without them, since terminals are not as wide as lines are long. */
  readonly #seen: View;
  readonly #joined: View;
  readonly #strings: readonly View[];
  readonly #printable: readonly Hit[];

  constructor(text: string) {
    this.#text = text;
    const seen = new Units();
    const joined = new Units();
    const strings: View[] = [];
    const printable: Hit[] = [];
    const see = (from: number, to: number): void => {
      for (const char of text.slice(from, to)) {
        const end = from + char.length;
        seen.add(char, from, end);
        if (char !== '\n') {
          joined.add(char, from, end);
          printable.push({ from, to: end, blocks: cellsOf(char) });
        }
        from = end;
      }
    };
    let done = 0;
    for (const match of text.matchAll(UNSEEN)) {
      see(done, match.index);
      done = match.index + match[0].length;
      const [, content = ''] = match;
      // Its first two characters begin the string.
      if (content !== '') strings.push(viewOf(content, match.index + 2));
    }
    see(done, text.length);
    this.#seen = seen.view();
    this.#joined = joined.view();
    this.#strings = strings;
    this.#printable = printable;
  }

  find(finder: Finder, counts: Counts): readonly Hit[] {
    const found = [this.#seen, this.#joined, ...this.#strings].map((view) => finder.findIn(view));
    const [seen, , ...strings] = found;
    for (const one of [seen, ...strings]) if (one) counts.add(one.counts);
    for (const [id, count] of found[1]?.counts ?? []) {
      const more = count - (seen?.counts.get(id) ?? 0);
      if (more > 0) counts.one(id, more);
    }
    return found.flatMap(({ hits }) => hits);
  }

  /** All that can be seen of the parts, which rise, and what their strings say. */
  allOf(parts: readonly Part[]): readonly Hit[] {
    const strings = this.#strings.map(({ from, to }): Hit => ({
      from: from[0] ?? 0,
      to: to.at(-1) ?? 0,
      blocks: 0,
    }));
    return [this.#printable, strings].flatMap((hits) => {
      let next = 0;
      return hits.filter(({ from, to }) => {
        while ((parts[next]?.to ?? Infinity) <= from) next += 1;
        return (parts[next]?.from ?? Infinity) < to;
      });
    });
  }

  /** Gives, with each call, so many units more of the text, without what was hit. */
  cutter(hits: readonly Hit[]): (length: number) => string {
    const sorted = hits.toSorted((a, b) => a.from - b.from || b.to - a.to);
    let next = 0;
    let at = 0;
    return (length) => {
      const end = at + length;
      let made = '';
      for (let hit = sorted[next]; hit && hit.from < end; hit = sorted[next]) {
        if (hit.to <= at) {
          next += 1;
          continue;
        }
        made += this.#text.slice(at, Math.max(at, hit.from));
        // What is cut by the end of a piece has its blocks where it begins.
        if (hit.from >= at) made += BLOCK.repeat(hit.blocks);
        at = Math.min(end, hit.to);
        if (hit.to > end) break;
        next += 1;
      }
      made += this.#text.slice(at, end);
      at = end;
      return made;
    };
  }
}

function viewOf(text: string, at: number): View {
  const units = new Units();
  for (let index = 0; index < text.length; index += 1)
    units.add(text.charAt(index), at + index, at + index + 1);
  return units.view();
}

function eventOf(line: string): readonly [number, string, string] | undefined {
  const event = parsed(line);
  if (!Array.isArray(event)) return undefined;
  const [time, code, text] = event as readonly unknown[];
  // Others are passed over by whoever plays it.
  return typeof time === 'number' &&
    typeof code === 'string' &&
    'oirmx'.includes(code) &&
    typeof text === 'string'
    ? [time, code, text]
    : undefined;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    // Whoever plays it passes over it; it is searched as it is.
    return undefined;
  }
}
