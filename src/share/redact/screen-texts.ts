/** What a recording shows on its screen, after each of its pieces: text may be put together there, whatever its order. */
import { pageSlicer } from '../../trace/emulator/guard.ts';
import { Emulator } from '../../trace/emulator/emulator.ts';
import type { Core } from '../../trace/emulator/core.ts';
import { CODE, IS_COMBINED } from '../../trace/emulator/lines.ts';
import type { Terminal } from '../../trace/layers.ts';

/** Chunks whose texts are fetched at once. */
const BATCH = 4096;

/** The lines in sight after each chunk that changed the screen, those that are wrapped as one. */
export async function* screenTexts({
  cols,
  rows,
  chunks,
  player,
}: Terminal): AsyncGenerator<{ readonly chunk: number; readonly text: string }, void> {
  const emulator = await Emulator.create({ cols, rows }, pageSlicer);
  try {
    let before = '';
    for (let from = 0; from < chunks.length; from += BATCH) {
      const texts = await player.texts(from, Math.min(chunks.length, from + BATCH));
      for (const [at, text] of texts.entries()) {
        const chunk = from + at;
        const size = chunks.sizeOf(chunk);
        if (size) emulator.resize(size);
        else if (chunks.kindOf(chunk) === 'output') await emulator.write(text);
        else continue;
        const shown = textOf(emulator.core);
        if (shown !== before) yield { chunk, text: shown };
        before = shown;
      }
    }
  } finally {
    emulator.dispose();
  }
}

function textOf({ _bufferService: { buffers, rows } }: Core): string {
  const { lines, ybase } = buffers.active;
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    const line = lines.get(ybase + row);
    if (!line) continue;
    let shown = '';
    for (let cell = 0; cell < line.length; cell += 1) {
      const content = line._data[cell * 3] ?? 0;
      if (content & IS_COMBINED) shown += line._combined[cell] ?? '';
      // The second half of a wide character has no content.
      else if (content & CODE) shown += String.fromCodePoint(content & CODE);
      else if (content >>> 22 !== 0) shown += ' ';
    }
    text += line.isWrapped ? shown : `\n${shown}`;
  }
  return text;
}
