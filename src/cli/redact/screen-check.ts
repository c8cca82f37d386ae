/** Words that only the screen of a terminal puts together: typed wrong and mended, or written back and forth. */
import type { Layer } from '../../schema/generated/types.ts';
import type { Finder } from '../../share/redact/finder.ts';
import { screenTexts } from '../../share/redact/screen-texts.ts';
import { CastReader } from '../../trace/cast.ts';
import { clockMap } from '../../trace/clock-map.ts';
import { TerminalChunks } from '../../trace/terminal-chunks.ts';
import { CastPlayer } from '../../trace/terminal-player.ts';

/** Each time twice as much of the output is hidden, so that it ends for recordings of any length. */
const MAX_TRIES = 40;

/**
 * Masks the recording again and again, with more of its output hidden, until no screen shows what is to be removed.
 * `mask` hides whole events, by their index. A recording that cannot be played is given as it is.
 */
export async function maskScreens<T extends { readonly text: string }>(
  layer: Layer,
  finder: Finder,
  mask: (hidden: ReadonlyMap<number, string>) => T,
): Promise<T> {
  const hidden = new Map<number, string>();
  let masked = mask(hidden);
  if (finder.isIdle) return masked;
  for (let span = 1, tries = 0; tries < MAX_TRIES; tries += 1, span *= 2) {
    const shown = await firstShown(layer, finder, masked.text);
    if (!shown) return masked;
    const { chunk, id, lineStart } = shown;
    for (let at = Math.max(0, Math.min(lineStart, chunk - span + 1)); at <= chunk; at += 1)
      hidden.set(at, id);
    masked = mask(hidden);
  }
  // Whoever proves the copy says so.
  return masked;
}

interface Shown {
  readonly chunk: number;
  readonly id: string;
  /** The output in which the line began, as far as that can be told. */
  readonly lineStart: number;
}

async function firstShown(
  { clock, id: path }: Layer,
  finder: Finder,
  text: string,
): Promise<Shown | undefined> {
  const reader = new CastReader(path);
  reader.push(new TextEncoder().encode(text));
  const cast = reader.end();
  const map = clockMap(clock);
  const times = cast.columns.seconds.map((seconds) => map.toTrace((seconds * 1_000_000) / map.microsPerUnit));
  const chunks = new TerminalChunks(times, cast.columns);
  const player = new CastPlayer(cast);
  try {
    for await (const { chunk, text: screen } of screenTexts({ ...cast.columns, chunks, player })) {
      const [id] = finder.find(screen).counts.keys();
      if (id === undefined) continue;
      const before = await player.texts(0, chunk);
      return { chunk, id, lineStart: before.findLastIndex((output) => output.includes('\n')) + 1 };
    }
    return undefined;
  } finally {
    player.dispose();
  }
}
