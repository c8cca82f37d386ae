import { describe, expect, it } from 'vitest';
import { Emulator } from '../../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';
import { LineWriter } from '../../../src/trace/emulator/lines.ts';

const ALTERNATE = '\u001b[?1049h';
const END = '\u001b[4;20H';

/** The screen after output, with the lines that scrolled away. */
async function screenOf(output: string): Promise<string> {
  const emulator = await Emulator.create({ cols: 20, rows: 4 }, pageSlicer);
  await emulator.write(output);
  const { lines, x, y } = emulator.core._bufferService.buffers.active;
  const writer = new LineWriter();
  for (let index = 0; index < lines.length; index++) {
    const line = lines.get(index);
    if (line) writer.write(line);
  }
  emulator.dispose();
  return `${x} ${y} ${writer.take().join()}`;
}

describe('mend', () => {
  it.each(['', ALTERNATE])(
    'erases up to the last cell of the screen, and goes on (after %j)',
    async (before) => {
      const text = `${before}one\r\ntwo\u001b[3;1H${'x'.repeat(30)}${END}`;
      for (const [erased, same] of [
        ['\u001b[1J', '\u001b[2J'],
        ['\u001b[?1J', '\u001b[?2J'],
        ['!\u001b[1J', '!\u001b[2J'],
      ])
        expect(await screenOf(`${text}${erased}after`)).toBe(await screenOf(`${text}${same}after`));
    },
  );

  it.each(['\u001b[4;19H\u001b[1J', `${END}\u001b[J`, `one\r\n\n\n\n\n${END}\u001b[1J`])(
    'leaves to the terminal what it can do (%j)',
    async (output) => {
      const text = `one\r\ntwo\r\nthree\r\n${'x'.repeat(20)}${output}`;
      expect(await screenOf(text)).not.toBe(await screenOf(text.replaceAll('1J', '2J').replace('[J', '[2J')));
    },
  );

  it('shows nothing of what went up on an alternate screen once that grows', async () => {
    const emulator = await Emulator.create({ cols: 20, rows: 6 }, pageSlicer);
    emulator.resize({ cols: 20, rows: 3 });
    await emulator.write(`${ALTERNATE}one\r\ntwo\r\nthree\r\nfour`);
    emulator.resize({ cols: 20, rows: 6 });
    const { lines, ybase } = emulator.core._bufferService.buffers.active;
    // Three words a cell; the first ends with the code point.
    const initials = Array.from({ length: 6 }, (_, row) =>
      String.fromCodePoint((lines.get(ybase + row)?._data[0] ?? 0x3f) & 0x1f_ffff),
    );
    emulator.dispose();
    expect(initials).toEqual(['t', 't', 'f', '\0', '\0', '\0']);
  });
});
