/** The sign-off beside a batch, as it may be hostile. */
import { afterEach, expect, it, vi } from 'vitest';
import { MAX_SIGNOFF, readSignoff } from '../../../src/app/batch/read-signoff.ts';
import { describeProblem } from '../../../src/base/describe-error.ts';
import { asTraceError } from '../../../src/base/errors.ts';
import { writeEnvelope } from '../../../src/review/sign/dsse.ts';
import { GOOD } from '../../review/sign/evidence.ts';
import { ours, signed } from '../../review/sign/verifying.ts';

const BATCH = new URL('https://x.example/all/batch.json');
const CHUNK = 1_000_000;

afterEach(() => vi.unstubAllGlobals());

it('is refused in words, and fetched no further, where it is too long', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += CHUNK;
      if (sent > 200 * CHUNK) controller.close();
      else controller.enqueue(new Uint8Array(CHUNK));
    },
  });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
  const error = asTraceError(
    await readSignoff(BATCH, new AbortController().signal).catch((reason: unknown) => reason),
  );
  expect(error.code).toBe('signoff-invalid');
  expect(describeProblem(error).title).toContain('longer than 16 MB');
  expect(sent).toBeLessThan(MAX_SIGNOFF + 5 * CHUNK);
});

it('may be of ten thousand traces that two judged', async () => {
  const text = writeEnvelope(await signed(ours()));
  const none = writeEnvelope(await signed({ ...ours(), traces: [] }));
  expect(((text.length - none.length) / GOOD.length) * 10_000).toBeLessThan(MAX_SIGNOFF);
});
