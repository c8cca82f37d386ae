import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { readBatch, writeBatch } from '../../../src/review/batch/batch-file.ts';
import { addressIn, hrefOf, hrefRefusal, pathOf } from '../../../src/review/batch/href.ts';
import { batchOf, traceRow } from './rows.ts';

const reasonFor = (json: unknown): string => {
  try {
    readBatch(json, 'batch.json');
    return '';
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return `${error.code}: ${(error as TraceError<'batch-invalid'>).details.reason}`;
  }
};

describe('a batch file', () => {
  it('comes back as it was written', () => {
    const batch = batchOf(traceRow(1), traceRow(2, { poster: 'b.poster.webp', assigned: ['Ada', 'Lin'] }));
    expect(readBatch(JSON.parse(writeBatch(batch)), 'batch.json')).toEqual(batch);
  });

  it('may list a bundle that could not be read, and what a newer version adds', () => {
    const broken = { name: 'x', href: 'x/', problem: { code: 'manifest-missing', message: 'No manifest.' } };
    const batch = { ...batchOf(traceRow(1)), traces: [broken, { ...traceRow(1), mood: 'fine' }] };
    expect(reasonFor(batch)).toBe('');
  });

  it.each([
    ['no object', [], 'the whole must be object'],
    ['another schema', { ...batchOf(), schema: { name: 'trace', version: 1 } }, '/schema/name'],
    ['a name twice', batchOf(traceRow(1), traceRow(1)), '/traces/1 (trace-1) has the name of another trace'],
    ['an address that leads out', batchOf(traceRow(1, { href: '../x/' })), 'leads out of the folder'],
    ['a poster elsewhere', batchOf(traceRow(1, { poster: 'https://x.example/a.png' })), 'has the poster'],
    ['a review elsewhere', batchOf(traceRow(1, { review: '/a.review.json' })), 'has the review'],
    ['a row that tells nothing', { ...batchOf(), traces: [{ name: 'x', href: 'x/' }] }, 'says neither'],
    [
      'a name over two lines',
      batchOf(traceRow(1, { name: 'a\nb' })),
      '/traces/0/name must hold no line break',
    ],
    [
      'a reviewer of a name over two lines',
      batchOf(traceRow(1, { assigned: ['Ada\u2028Lin'] })),
      '/traces/0/assigned/0 must hold no line break',
    ],
    [
      'a capturer with a control character',
      batchOf(traceRow(1, { capturer: { name: 'Dev\u009b2J', kind: 'human' } })),
      '/traces/0/capturer/name must hold no line break',
    ],
    [
      'two verdicts of one',
      batchOf(
        traceRow(1, {
          verdicts: [
            { by: 'Ada', verdict: 'accept', at: '2026-01-01T00:00:00Z' },
            { by: 'Ada', verdict: 'reject', at: '2026-01-01T00:00:00Z' },
          ],
        }),
      ),
      'two verdicts of one reviewer',
    ],
  ])('is refused with %s', (_what, json, reason) => {
    expect(reasonFor(json)).toContain(reason);
    expect(reasonFor(json)).toMatch(/^batch-invalid: /);
  });
});

describe('an href', () => {
  it.each([
    'a/../../b',
    '..',
    './a',
    'a//b',
    '/a',
    '//host/a',
    'https://x.example/a',
    'javascript:alert(1)',
    'c:/a',
    'a%2e%2e/..%2fb',
    '%2e%2e/a',
    'a\\b',
    'a%5cb',
    'a%2fb',
    'a\tb',
    ' /a',
    'a b',
    'a\u0001b',
    'a%00b',
    'a?b',
    'a#b',
    'a%',
    '',
  ])('is not %j', (href) => {
    expect(hrefRefusal(href)).toBeDefined();
  });

  it('leads to what lies below the batch, whatever it is called', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[/\\\u0000-\u001f\u007f]/.test(text) && text !== '.' && text !== '..');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean(), (parts, folder) => {
        const path = parts.join('/');
        const href = hrefOf(path, folder);
        expect([hrefRefusal(href), pathOf(href)]).toEqual([undefined, path]);
        const url = addressIn(new URL('https://x.example/batches/one/batch.json'), href);
        expect(url.origin + url.pathname).toBe(`https://x.example/batches/one/${href}`);
      }),
    );
  });

  it('that is allowed never leaves the folder, however it is written', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '%2e',
      '%2f',
      'a',
      ':',
      '\\',
      '?',
      '#',
      '%5c',
      ' ',
      '\t',
      '//',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const href = pieces.join('');
        if (hrefRefusal(href) !== undefined) return;
        const url = addressIn(new URL('https://x.example/one/batch.json'), href);
        expect(url.href.startsWith('https://x.example/one/')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
