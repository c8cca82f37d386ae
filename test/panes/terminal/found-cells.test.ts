import { expect, it } from 'vitest';
import { foundCells } from '../../../src/panes/terminal/found-cells.ts';
import { readLines } from '../../../src/panes/terminal/screen-lines.ts';
import { coreOf } from '../../../src/trace/emulator/core.ts';
import { screenOf } from '../../../src/trace/emulator/screen.ts';
import { newHeadless, write } from './headless.ts';

/** `row:from-to` of what is marked on a screen of 12 columns. */
async function marks(output: string, text: string, ...words: readonly string[]): Promise<readonly string[]> {
  const terminal = newHeadless({ cols: 12, rows: 4 });
  await write(terminal, output);
  const { bytes } = screenOf(coreOf(terminal), new Map()).lines;
  terminal.dispose();
  return foundCells(readLines(bytes), { text, words }).map(({ row, from, to }) => `${row}:${from}-${to}`);
}

it.each([
  ['a word', 'ok\r\none test', 'one test', ['test'], ['1:4-8']],
  ['each time it stands there', 'ab ab', 'ab ab', ['ab'], ['0:0-2', '0:3-5']],
  ['only in the line that was found', 'a test\r\nno test', 'no test', ['test'], ['1:3-7']],
  ['in each line that reads so', 'a test\r\na test', 'a test', ['test'], ['0:2-6', '1:2-6']],
  ['a part of a longer line', 'say a test', 'a test', ['test'], ['0:6-10']],
  [
    'a word that goes on in the next row',
    'ten letters, and',
    'ten letters, and',
    ['letters, and'],
    ['0:4-12', '1:0-4'],
  ],
  ['behind wide characters', '漢字 test', '漢字 test', ['test'], ['0:5-9']],
  ['wide characters whole', '漢字', '漢字', ['字'], ['0:2-4']],
  ['a letter with its accent', 'e\u0301x', 'e\u0301x', ['x'], ['0:1-2']],
  ['beyond what was never written', '\x1b[5Ctest', 'test', ['test'], ['0:5-9']],
  ['nothing where the line is not there', 'a test', 'another test', ['test'], []],
  ['nothing without words', 'a test', 'a test', [''], []],
] as const)('marks %s', async (_, output, text, words, expected) => {
  expect(await marks(output, text, ...words)).toEqual(expected);
});
