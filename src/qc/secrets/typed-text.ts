/** Text as it appeared: on terminals, and under the fingers. */
import type { TraceTime } from '../../base/time.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { Terminal } from '../../trace/layers.ts';
import { plainText } from '../../trace/plain-text.ts';
import { TimedLines, type TimedText } from './timed-text.ts';

/** Chunks whose texts are fetched at once. */
const BATCH = 4096;
/** An escape sequence that has begun and not ended. */
const OPEN_SEQUENCE = /\u001b(?:[[\]PX^_][^\u0007\u001b]{0,4096})?$/;

/** What a terminal printed, line by line, without its escape sequences. */
export async function* terminalLines({ chunks, player }: Terminal): AsyncGenerator<TimedText, void> {
  const lines = new TimedLines();
  let open = '';
  for (let from = 0; from < chunks.length; from += BATCH) {
    const texts = await player.texts(from, Math.min(chunks.length, from + BATCH));
    for (const [at, text] of texts.entries()) {
      if (chunks.kindOf(from + at) !== 'output') continue;
      const joined = open + text;
      const sequence = OPEN_SEQUENCE.exec(joined);
      // One that ends with a letter is whole; those of the other kinds end with BEL or ESC.
      open = sequence && !/^\u001b\[[\d;:?]*[A-Za-z]/.test(sequence[0]) ? sequence[0] : '';
      const whole = joined.slice(0, joined.length - open.length);
      yield* lines.push(plainText(whole), chunks.timeOf(from + at) as TraceTime);
    }
  }
  yield* lines.end();
}

/** What was typed on the keyboard, wherever it went; anything but a character ends a line. */
export function* typedLines(input: InputTrack): Generator<TimedText, void> {
  const lines = new TimedLines();
  for (const row of input.rowsOf('key_down')) {
    const { key = '', mods = [], masked = false } = input.saysAt(row);
    if (masked || key === 'Shift') continue;
    if (key.length === 1 && !mods.some((mod) => mod === 'Control' || mod === 'Meta'))
      yield* lines.push(key, input.timeAt(row));
    else if (key === 'Backspace') lines.erase();
    else yield* lines.end();
  }
  yield* lines.end();
}
