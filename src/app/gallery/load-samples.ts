/** The list of the samples that come with the page: see `public/schema/samples.v1.json`. */
import { TraceError } from '../../base/errors.ts';
import { readBeside } from '../../bundle/beside.ts';
import { hrefRefusal } from '../../review/batch/href.ts';
import { checkRecord } from '../../schema/check.ts';
import { samples as validator } from '../../schema/generated/samples-validators.js';
import type { Sample, SamplesFile } from '../../schema/generated/types.ts';

/** Where it lies, from the page on. */
export const SAMPLES_PLACE = 'samples/index.json';

const MAX_BYTES = 1_000_000;

/**
 * The list beside the page; undefined: this page has no samples. Rejects with `samples-invalid`, and with what reading over
 * the network rejects with.
 */
export async function loadSamples(url: URL, signal: AbortSignal): Promise<SamplesFile | undefined> {
  const refuse = (): TraceError => invalid(url.href, `it is longer than ${MAX_BYTES} bytes`);
  const bytes = await readBeside(url, { most: MAX_BYTES, refuse }, signal);
  if (!bytes) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new TraceError('samples-invalid', { source: url.href, reason: 'it is no JSON' }, error);
  }
  return readSamples(json, url.href);
}

/** A parsed list; `source` is what to call it. Throws `samples-invalid`. Keys that are not known are passed over: a newer version only adds. */
export function readSamples(json: unknown, source: string): SamplesFile {
  const [first] = checkRecord(validator, json).violations;
  if (first) throw invalid(source, `${first.pointer || 'the whole'} ${first.reason}`);
  // Checked just above.
  const file = json as SamplesFile;
  for (const href of [file.batch, ...file.samples.flatMap(hrefsOf)]) {
    const refusal = href === undefined ? undefined : hrefRefusal(href);
    if (refusal !== undefined) throw invalid(source, `it names ${JSON.stringify(href)}: ${refusal}`);
  }
  return file;
}

function hrefsOf({ href, pictures }: Sample): readonly string[] {
  return pictures ? [href, pictures.poster, pictures.loop] : [href];
}

function invalid(source: string, reason: string): TraceError {
  return new TraceError('samples-invalid', { source, reason });
}
