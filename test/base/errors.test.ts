import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/describe-error.ts';
import {
  asTraceError,
  problemOf,
  TraceError,
  type ErrorCode,
  type ErrorDetails,
} from '../../src/base/errors.ts';
import { Lazy } from '../../src/base/lazy.ts';
import { ProblemLog } from '../../src/base/problem-log.ts';
import { fromSeconds } from '../../src/base/time.ts';

/** One example of every code: a new code does not compile until it stands here. */
const EXAMPLES: { readonly [C in ErrorCode]: ErrorDetails[C] } = {
  'network-failed': { url: 'https://x.example/a?token=secret', crossOrigin: true },
  'network-broken': { url: 'https://x.example/a', received: 4096, stalled: true },
  'source-changed': { url: 'https://x.example/a', what: 'size' },
  'http-status': { url: 'https://x.example/a', status: 404 },
  'address-expired': { url: 'https://x.example/a', status: 403, expires: Date.UTC(2026, 10, 26, 12) },
  'http-bad-range': { url: 'https://x.example/a', reason: 'it sends no Content-Range' },
  'http-no-range': { url: 'https://x.example/a', bytes: 6e8, limit: 5e8 },
  'source-refused': { url: 'file:///etc', reason: 'only http and https addresses are' },
  'manifest-missing': { source: 'a.zip' },
  'manifest-not-json': { source: 'a.zip', reason: 'Unexpected end' },
  'manifest-foreign': { source: 'a.zip' },
  'schema-too-new': { found: '3.1.0', supported: '2.0.0' },
  'schema-too-old': { found: '1.0.0', supported: '2.0.0' },
  'reader-too-old': { found: '2.3.0', needs: '2.2', supported: '2.0.0' },
  'order-only': { layer: 'steps' },
  'trace-order-only': { steps: 40 },
  'agent-step-invalid': { path: 'a.json', step: 3, reason: 'is no object, and is left out', count: 2 },
  'manifest-invalid': { pointer: '/task/family', reason: 'must be string', dropped: true },
  'unknown-fields': { where: 'the manifest', count: 2, examples: ['/a', '/b'] },
  'artifact-missing': { path: 'a/b.mp4' },
  'artifact-unreadable': { path: 'a/b.mp4', reason: 'the system answers EACCES' },
  'artifact-truncated': { path: 'a/b.mp4', expected: 10, actual: 5 },
  'artifact-chunk-hash': { path: 'a/b.mp4', start: 262_144, end: 524_288, count: 2 },
  'artifact-hash': { path: 'a/b.mp4', expected: 'aa', actual: 'bb' },
  'artifact-unlisted': { path: 'a/b.mp4' },
  'path-refused': { path: '../x', reason: 'it leads out of the bundle' },
  'zip-invalid': { source: 'a.zip', reason: 'no end of central directory' },
  'crypto-missing': {},
  'bundle-key-missing': { source: 'a.trace.enc' },
  'bundle-key-invalid': {},
  'bundle-key-wrong': { source: 'a.trace.enc' },
  'encrypted-cut': { source: 'a.trace.enc' },
  'encrypted-changed': { source: 'a.trace.enc', chunk: 7 },
  'zip-limit': { source: 'a.zip', reason: 'it has too many entries' },
  'line-broken': { path: 'a.jsonl', line: 3, reason: 'bad token', count: 2 },
  'last-line-torn': { path: 'a.jsonl', line: 9 },
  'record-invalid': { path: 'a.jsonl', line: 3, reason: 'must have t', count: 1 },
  'import-refused': {
    source: 'a.bin',
    refusals: [{ format: 'asciicast', reason: 'its first line is no JSON' }],
  },
  'export-layer': { kinds: ['terminal'], wanted: undefined, found: ['main', 'server'] },
  'export-empty': { layer: 'main' },
  'mapping-invalid': { source: 'orbit', at: 'import.when', reason: 'it is no expression' },
  'mapping-declined': { source: 'a.json', title: 'Notes', reason: 'it is no JSON' },
  'mapping-slow': { source: 'orbit', seconds: 30 },
  'mapping-alone': { source: 'orbit.json' },
  'traces-several': { source: 'runs', count: 12 },
  'import-unsupported': {
    path: 'a.cast',
    format: 'asciicast',
    found: 'version 9',
    supported: 'versions 1, 2 and 3',
  },
  'import-too-large': { path: 'a.jsonl', bytes: 5e9, limit: 4e8 },
  'format-unsupported': { path: 'a.cast', format: 'asciicast version 9', supported: 'asciicast 1, 2 and 3' },
  'format-broken': { path: 'a.cast', format: 'asciicast', reason: 'no header' },
  'edit-out-of-range': { path: 'src/a.ts', count: 3 },
  'layer-empty': { layer: 'input', kind: 'input_events' },
  'time-backwards': { layer: 'terminal', count: 3, maxMicros: 1_020_000 },
  'time-outside': { layer: 'terminal', count: 1 },
  'codec-unsupported': { path: 'layers/screen/a.mp4', codec: 'hvc1.1.6.L93.90' },
  'video-shorter': { layer: 'screen', endsAt: fromSeconds(200), missingMicros: 9_000_000 },
  'media-whole': { path: 'layers/screen/screen.webm' },
  'media-failed': { path: 'a.mp4', reason: 'the file is damaged' },
  'frame-unlisted': { path: 'screen.mp4', seconds: 1.05 },
  'frames-undecoded': { path: 'screen.mp4', why: 'no-decoder', told: true },
  'clip-unsupported': { path: 'layers/a.mp4', first: 10, last: 20, reason: 'no-webcodecs' },
  'corrections-invalid': { source: 'a.corrections.json', reason: 'it is no JSON' },
  'corrections-foreign': { source: 'a.corrections.json', made: 'one', open: 'two' },
  'correction-dropped': { source: 'a.corrections.json', layer: 'input', reason: 'it is named twice' },
  'samples-invalid': { source: 'samples/index.json', reason: 'it is no JSON' },
  'batch-invalid': { source: 'batch.json', reason: 'it is no JSON' },
  'report-too-large': { path: 'junit.xml', limit: 1024, together: true },
  'gold-invalid': { source: 'gold.json', reason: 'it is no JSON' },
  'bundle-name': { name: 'a␊b' },
  'signoff-invalid': { source: 'batch.signoff.json', reason: 'it is no JSON' },
  'signing-unloaded': {},
  'open-changed': {},
  'signoff-replaced': { source: 'batch.signoff.json' },
  'key-stays': { keyid: 'ab'.repeat(32) },
  'earlier-invalid': { source: 'before.json', reason: 'it is of this very batch' },
  'nonce-invalid': { source: 'nonce' },
  'keys-invalid': { source: 'keys.json', reason: 'it is no JSON' },
  'key-invalid': { source: 'ada.pem', reason: 'it holds no Ed25519 key' },
  'correction-refused': { reason: 'two pinned moments fall on the same instant' },
  'frame-table-differs': { path: 'a.frames', video: 'a.mp4', reason: 'it was made of a file of 9 bytes' },
  'profile-invalid': { source: 'strict.json', reason: 'there is no rule gasp' },
  'redaction-plan-invalid': { source: 'plan.json', reason: 'two redactions have the id a' },
  'redaction-unproven': { places: ['a', 'b', 'c', 'd', 'e', 'f'] },
  'verifier-not-independent': { verifier: 'Dev', part: 'an actor of the session' },
  'verifications-broken': { source: 'a.verifications.jsonl', line: 2, reason: 'it is no JSON' },
  'review-invalid': { source: 'a.review.json', reason: 'it is no JSON' },
  'review-foreign': { source: 'a.review.json', made: 'sha256:0123', open: 'sha256:4567' },
  'client-invalid': { source: 'client.json', reason: '/title must be string' },
  'export-too-large': { bytes: 6e7, most: 5e7 },
  'rubric-invalid': { source: 'own.json', reason: '/criteria must NOT have fewer than 1 items' },
  'pattern-invalid': { reason: 'Unterminated group' },
  'pattern-slow': { seconds: 2 },
  'migration-missing': { from: '2.0', to: '2.1' },
  'unsupported-here': { what: 'The trace', reason: 'none is open' },
  'bad-arguments': { reason: 'There is no option --foo.' },
  'call-invalid': { reason: 'seconds is no finite number' },
  'address-invalid': { part: 't', value: 'abc' },
  'address-unknown': { count: 2, names: ['zoom', 'mood'] },
  'address-lost': { what: 'hit' },
  aborted: {},
  internal: { reason: 'x is not a function' },
};

describe('words for people', () => {
  it.each(Object.entries(EXAMPLES))('%s is one sentence, and what to do', (code, details) => {
    const { title, advice } = describeProblem({ code: code as ErrorCode, details });
    expect(title).toMatch(/^\S.*[.]$/);
    expect(title).not.toMatch(/undefined|\[object|NaN/);
    expect(advice === '' || /[.4]$/.test(advice)).toBe(true);
  });

  it('never shows the query of an address, which may hold a secret', () => {
    const { title } = describeProblem({ code: 'network-failed', details: EXAMPLES['network-failed'] });
    expect(title).not.toContain('secret');
  });
});

describe('commands to be pasted', () => {
  const advice = (path: string): string =>
    describeProblem(new TraceError('clip-unsupported', { path, first: 10, last: 20, reason: 'no-webcodecs' }))
      .advice;

  it('cut exactly the frames that were asked for', () => {
    expect(advice('layers/screen/a.mp4')).toContain('-i a.mp4 -vf trim=start_frame=10:end_frame=21,');
  });

  it('take a name from a bundle for nothing but a name', () => {
    expect(advice("x/a'; rm -rf $HOME #.mp4")).toContain(String.raw`-i './a'\''; rm -rf $HOME #.mp4' -vf`);
    expect(advice('x/-y.mp4')).toContain("-i './-y.mp4' -vf");
  });
});

describe('Lazy', () => {
  it('is made once, keeps a failure, and tries again after one that may pass', async () => {
    const outcomes: readonly (() => Promise<number>)[] = [
      () =>
        Promise.reject(new TraceError('network-failed', { url: 'https://x.example/', crossOrigin: true })),
      () => Promise.reject(new TraceError('artifact-missing', { path: 'a' })),
    ];
    let made = 0;
    const lazy = new Lazy(() => outcomes[made++]?.() ?? Promise.resolve(made));
    await expect(lazy.get()).rejects.toMatchObject({ code: 'network-failed' });
    await expect(lazy.get()).rejects.toMatchObject({ code: 'artifact-missing' });
    await expect(lazy.get()).rejects.toMatchObject({ code: 'artifact-missing' });
    expect(made).toBe(2);
  });
});

describe('errors', () => {
  it('keeps a coded error and wraps any other', () => {
    const coded = new TraceError('artifact-missing', { path: 'a' });
    expect(asTraceError(coded)).toBe(coded);
    expect(asTraceError(new TypeError('boom'))).toMatchObject({
      code: 'internal',
      details: { reason: 'boom' },
    });
    expect(asTraceError(new DOMException('stop', 'AbortError')).code).toBe('aborted');
    expect(problemOf(coded, 'warning')).toEqual({
      severity: 'warning',
      code: 'artifact-missing',
      details: { path: 'a' },
    });
  });

  it('lists a problem once, and tells of each', () => {
    const log = new ProblemLog();
    let told = 0;
    const stop = log.subscribe(() => told++);
    const problem = problemOf(new TraceError('artifact-missing', { path: 'a' }));
    log.add(problem);
    log.add({ ...problem });
    expect(log.all).toEqual([problem]);
    expect(told).toBe(1);
    stop();
    log.add(problemOf(new TraceError('artifact-missing', { path: 'b' })));
    expect(told).toBe(1);
  });
});
