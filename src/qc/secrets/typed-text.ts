/** Text as it appeared: on terminals, and under the fingers. */
import type { TraceTime } from '../../base/time.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { Terminal } from '../../trace/layers.ts';
import { plainText } from '../../trace/plain-text.ts';
import { instant } from '../spans.ts';
import { chunkTexts } from '../terminal-texts.ts';
import { linesOfText, TimedLines, type TextGroups, type TimedText } from './timed-text.ts';

/** An escape sequence that has begun and not ended: parameters of one, or a string of at most as much as is looked for. */
const OPEN_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b]{0,4096}\u001b?)?$/;
/** The content of a string that is no output (titles, links, the clipboard): ECMA-48, 5.6. */
const STRINGS = /\u001b[\]PX^_]([^\u0007\u001b]{1,4096})(?:\u0007|\u001b\\)/g;
/** What is put into the clipboard, in base64: OSC 52 of xterm. */
const CLIPBOARD = /^52;[^;]*;([A-Za-z0-9+/=]+)$/;

/** What a terminal printed, line by line, without its escape sequences. */
export async function* terminalLines(terminal: Terminal): TextGroups {
  const lines = new TimedLines();
  let open: Piece | undefined;
  for await (const { text, time } of chunkTexts(terminal, 'output')) {
    const joined = (open?.text ?? '') + text;
    const sequence = OPEN_SEQUENCE.exec(joined)?.[0] ?? '';
    open = { text: sequence, time };
    const whole = joined.slice(0, joined.length - sequence.length);
    for (const [, content = ''] of whole.matchAll(STRINGS))
      yield linesOfText(clipped(content), instant(time));
    yield lines.push(plainText(whole), time);
  }
  if (open) yield lines.push(plainText(open.text), open.time);
  yield lines.end();
}

/** What a terminal was given, line by line, where its recorder kept that. */
export async function* terminalInput(terminal: Terminal): TextGroups {
  const lines = new TimedLines();
  for await (const { text, time } of chunkTexts(terminal, 'input')) yield lines.push(plainText(text), time);
  yield lines.end();
}

interface Piece {
  readonly text: string;
  readonly time: TraceTime;
}

/** The content of a string, unpacked where it is for the clipboard. */
function clipped(content: string): string {
  const packed = CLIPBOARD.exec(content)?.[1];
  if (packed === undefined) return content;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)));
  } catch {
    // No base64, and so nothing that a terminal would take.
    return content;
  }
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
