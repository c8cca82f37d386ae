/** Ways to break one file. Each gives the new bytes; where it does not apply, the old ones. */

/** Where in a file, and what. Fractions are of what there is to choose from, in [0, 1). */
export interface FileMutation {
  readonly how:
    'replace' | 'remove' | 'rename' | 'repeat' | 'nest' | 'insert' | 'copy' | 'cut' | 'fill' | 'word';
  /** Which line or place. */
  readonly at: number;
  /** Which value in the line, or how much of the file. */
  readonly part: number;
  /** JSON text. */
  readonly json: string;
  readonly key: string;
  readonly text: string;
  readonly word: number;
  readonly times: number;
}

/** Larger ones take long for no other reason than their size. */
const MAX_BYTES = 4_000_000;
const MARK = '\u0001mark';

export function mutateFile(bytes: Uint8Array, mutation: FileMutation): Uint8Array {
  const { how, at, part, text, word, times } = mutation;
  const place = Math.floor(at * bytes.length);
  const length = Math.min(bytes.length - place, 1 + Math.floor(part ** 4 * bytes.length));
  switch (how) {
    case 'insert':
      return joined(bytes.subarray(0, place), repeated(Buffer.from(text), times), bytes.subarray(place));
    case 'copy': {
      const piece = bytes.subarray(place, place + length);
      return joined(bytes.subarray(0, place), repeated(piece, times), bytes.subarray(place));
    }
    case 'cut':
      return joined(bytes.subarray(0, place), bytes.subarray(place + length));
    case 'fill':
      // A copy: `slice` of a Buffer is the same memory, and the sample would stay broken for all bundles after it.
      return new Uint8Array(bytes).fill(word & 0xff, place, place + Math.min(length, 64));
    case 'word': {
      const changed = Buffer.from(bytes);
      const aligned = place - (place % 4);
      if (aligned + 4 <= changed.length) changed.writeUInt32BE(word, aligned);
      return changed;
    }
    case 'replace':
    case 'remove':
    case 'rename':
    case 'repeat':
    case 'nest':
      return mutateJson(bytes, mutation);
  }
}

/** A JSON document, or the line of JSON Lines that `at` says. */
function mutateJson(bytes: Uint8Array, mutation: FileMutation): Uint8Array {
  const text = Buffer.from(bytes).toString();
  const whole = edited(text, mutation);
  if (whole !== undefined) return Buffer.from(whole);
  const lines = text.split('\n');
  const index = Math.floor(mutation.at * lines.length);
  const line = edited(lines[index] ?? '', mutation);
  return line === undefined ? bytes : Buffer.from(lines.with(index, line).join('\n'));
}

/** undefined: it is no JSON, or nested by an earlier mutation, so that nobody can go through it. */
function edited(text: string, { how, part, json, key, times }: FileMutation): string | undefined {
  let value: unknown;
  if (text.includes('['.repeat(500))) return undefined;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const root: Holder = { '': value };
  const places = [...placesIn(root)];
  const [holder, name] = places[Math.floor(part * places.length)] ?? [root, ''];
  const old = holder[name];
  const oldText = JSON.stringify(old);
  const count = Math.max(1, Math.min(times, Math.floor(MAX_BYTES / (oldText.length + 1))));
  let put = json;
  if (how === 'remove' && holder !== root) {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else Reflect.deleteProperty(holder, name);
  } else if (how === 'rename' && holder !== root && !Array.isArray(holder)) {
    Reflect.deleteProperty(holder, name);
    holder[MARK] = old;
    put = JSON.stringify(key);
  } else if (how === 'repeat') {
    holder[name] = MARK;
    const list = `${oldText},`.repeat(count).slice(0, -1);
    put = Array.isArray(holder) ? list : `[${list}]`;
  } else if (how === 'nest') {
    holder[name] = MARK;
    put = '['.repeat(times) + oldText + ']'.repeat(times);
  } else holder[name] = MARK;
  return JSON.stringify(root['']).replace(JSON.stringify(MARK), () => put);
}

type Holder = Record<string, unknown>;

/** Every value below, with what holds it. */
function* placesIn(holder: Holder): Generator<readonly [Holder, string]> {
  for (const [name, value] of Object.entries(holder)) {
    yield [holder, name];
    if (typeof value === 'object' && value !== null) yield* placesIn(value as Holder);
  }
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const count = Math.max(1, Math.min(times, Math.floor(MAX_BYTES / Math.max(1, piece.length))));
  return Buffer.concat(Array.from({ length: count }, () => piece));
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces);
}
