import { describe, expect, it } from 'vitest';
import { statementBlocks } from '../../src/timeline/statement-blocks.ts';

const kinds = (text: string): readonly string[] =>
  statementBlocks(text).map((block) => `${block.kind}: ${block.text.replaceAll('\n', '/')}`);

describe('statementBlocks', () => {
  it('tells headings, paragraphs, items and code', () => {
    expect(
      kinds(
        '# Issue 17\nTwo lines\nof text.\n\n    code()\n\n    more()\n\n- one\n  goes on\n- two\n\n1. first\n## Done\n',
      ),
    ).toEqual([
      'heading: # Issue 17',
      'text: Two lines/of text.',
      'code:     code()//    more()',
      'item: - one/  goes on',
      'item: - two',
      'item: 1. first',
      'heading: ## Done',
    ]);
  });

  it('keeps a fence with all that is in it, also one that never ends', () => {
    expect(kinds('a\n```sh\n# no heading\n\n- no item\n```\nb')).toEqual([
      'text: a',
      'code: ```sh/# no heading//- no item/```',
      'text: b',
    ]);
    expect(kinds('```\nx\n\n# y')).toEqual(['code: ```/x//# y']);
    expect(kinds('````\n```\n````\nz')).toEqual(['code: ````/```/````', 'text: z']);
  });

  it('keeps the lines of tables, quotations and verse', () => {
    expect(kinds('| a | b |\n|---|---|')).toEqual(['lines: | a | b |/|---|---|']);
    expect(kinds('> said\n> so')).toEqual(['lines: > said/> so']);
    expect(kinds('one  \ntwo')).toEqual(['lines: one  /two']);
  });

  it('loses nothing but blanks between blocks', () => {
    const text = '\n#a\n# b\n\n\n<b>x</b> *y* [z](javascript:1)\n\t1\n***\n~~~\nq\n~~~\n\n\\\n';
    const squeezed = (whole: string): string => whole.replace(/\s+/g, '');
    expect(
      squeezed(
        statementBlocks(text)
          .map((block) => block.text)
          .join(''),
      ),
    ).toBe(squeezed(text));
    expect(statementBlocks('')).toEqual([]);
  });
});
