/** One HTML file with the viewer and the open trace. */
import { TraceError } from '../../base/errors.ts';
import { VERSION } from '../../base/version.ts';
import { readPageBeside } from '../../bundle/beside.ts';
import { collect } from '../../bundle/bundle-source.ts';
import { writeZip } from '../../bundle/zip-write.ts';
import { bundleIdOf, type Review } from '../../review/review.ts';
import { writeReview } from '../../review/review-file.ts';
import type { ClientFile } from '../../schema/generated/types.ts';
import { clientBundle } from '../../share/client-bundle.ts';
import { checkClient, withSteps, writeClient } from '../../share/client-file.ts';
import { checkSingleSize, singleFile } from '../../share/single-file.ts';
import type { Trace } from '../../trace/trace.ts';

/** Where the page finds the viewer in one file: beside itself. */
const TEMPLATE = 'single.html';
/** Bytes, at most, of that. */
const MAX_TEMPLATE = 64_000_000;

/** Rejects with `export-too-large`, `client-invalid`, `artifact-hash`, and with what reading the trace does. */
export async function makeSingle(
  trace: Trace,
  client: ClientFile,
  review: Review | undefined,
  signal: AbortSignal,
): Promise<Blob> {
  checkClient(client, trace.manifest, 'What is to be exported');
  const leaving = { tool: 'playhead', version: VERSION, at: new Date().toISOString() };
  const bundle = await clientBundle(trace, client.layers, leaving, signal);
  checkSingleSize(bundle.stored);
  const template = await readPageBeside(
    new URL(TEMPLATE, document.baseURI),
    { most: MAX_TEMPLATE, refuse: notBuilt },
    signal,
  );
  if (!template) throw notBuilt();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const [zip] = await Promise.all([collect(readable), writeZip(bundle.items, writable, signal, 'platform')]);
  const said = review && writeReview({ ...review, bundleId: bundleIdOf(bundle.manifest) });
  const parts = {
    title: client.title,
    client: writeClient(withSteps(client, bundle.manifest)),
    review: said,
    zip,
  };
  return new Blob([...singleFile(new TextDecoder().decode(template), parts)], { type: 'text/html' });
}

function notBuilt(): TraceError {
  const reason = `this page was put up without its ${TEMPLATE}`;
  return new TraceError('unsupported-here', { what: 'One HTML file', reason });
}
