/** A batch's file on the web. */
import { TraceError } from '../../base/errors.ts';
import { pause } from '../../base/pause.ts';
import { collect } from '../../bundle/bundle-source.ts';
import { Connection } from '../../bundle/connection.ts';
import { httpBytes } from '../../bundle/http.ts';
import { MAX_BATCH_BYTES, readBatch } from '../../review/batch/batch-file.ts';
import type { BatchFile } from '../../schema/generated/types.ts';

/** Rejects with `batch-invalid`, and with what reading over the network rejects with. `trouble`: told how it stands with that. */
export async function readBatchAt(
  url: URL,
  signal: AbortSignal,
  trouble: (connection: Connection) => void,
): Promise<BatchFile> {
  const connection = new Connection();
  const stop = connection.subscribe(() => trouble(connection));
  try {
    const bytes = await collect(limited(httpBytes(url, { connection, fresh: true }).all(signal), url));
    const json = parsed(bytes, url.href);
    // In a task of its own: there may be thousands of traces.
    await pause();
    return readBatch(json, url.href);
  } finally {
    stop();
  }
}

async function* limited(chunks: AsyncIterable<Uint8Array>, url: URL): AsyncGenerator<Uint8Array, void> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_BATCH_BYTES)
      throw new TraceError('batch-invalid', {
        source: url.href,
        reason: `it is longer than ${MAX_BATCH_BYTES} bytes`,
      });
    yield chunk;
  }
}

function parsed(bytes: Uint8Array, source: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new TraceError('batch-invalid', { source, reason: (error as Error).message }, error);
  }
}
