/**
 * One HTML file that holds the viewer and a trace. The viewer is built as `single.html` (vite.single.config.ts), in which one
 * place is left for data; nothing of the data is ever run: they are script elements of types that are none.
 *
 *   <script type="application/json" id="playhead-client">  the client file, `<` escaped
 *   <script type="application/json" id="playhead-review">  a file of reviews, where there is one
 *   <script type="text/plain" class="playhead-trace">      base64 of the .trace.zip, 768 KiB of it each, in order
 */
import { toBase64 } from '../base/base64.ts';
import { TraceError } from '../base/errors.ts';

/** Where the data go. */
export const DATA_PLACE = '<!--playhead:data-->';
export const CLIENT_ID = 'playhead-client';
export const REVIEW_ID = 'playhead-review';
export const TRACE_CLASS = 'playhead-trace';
/** Of the zip, at most: browsers read an HTML file whole, several times as large in memory, before anything of it is shown. */
export const MAX_SINGLE_BYTES = 50_000_000;
/** Bytes: decoding one keeps the page for a few milliseconds. */
const PART = 3 * 2 ** 18;

/** Throws `export-too-large`. */
export function checkSingleSize(bytes: number): void {
  if (bytes > MAX_SINGLE_BYTES) throw new TraceError('export-too-large', { bytes, most: MAX_SINGLE_BYTES });
}

export interface SingleParts {
  /** Of the page. */
  readonly title: string;
  /** Text of the client file. */
  readonly client: string;
  /** Text of a file of reviews. */
  readonly review?: string | undefined;
  readonly zip: Uint8Array;
}

/** The pieces of the file, in order. `template`: single.html. Throws `export-too-large`. */
export function* singleFile(
  template: string,
  { title, client, review, zip }: SingleParts,
): Generator<string, void> {
  checkSingleSize(zip.length);
  const [before, after, ...more] = template.split(DATA_PLACE);
  if (before === undefined || after === undefined || more.length > 0)
    throw new TraceError('internal', { reason: 'single.html has no place for data' });
  yield before.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(title)}</title>`);
  yield jsonBlock(CLIENT_ID, client);
  if (review !== undefined) yield jsonBlock(REVIEW_ID, review);
  for (let start = 0; start < zip.length; start += PART)
    yield `<script type="text/plain" class="${TRACE_CLASS}">${toBase64(zip.subarray(start, start + PART))}</script>\n`;
  yield after;
}

function jsonBlock(id: string, text: string): string {
  return `<script type="application/json" id="${id}">${text.replaceAll('<', '\\u003c')}</script>\n`;
}

/** A text between tags. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
