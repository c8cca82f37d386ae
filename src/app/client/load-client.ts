/** What a page that was exported for a client plays, and where that is. */
import { fromBase64 } from '../../base/base64.ts';
import { TraceError } from '../../base/errors.ts';
import { readBeside } from '../../bundle/beside.ts';
import { bundleStem } from '../../bundle/bundle-stem.ts';
import type { ClientFile } from '../../schema/generated/types.ts';
import { MAX_CLIENT_LENGTH, parseClient } from '../../share/client-file.ts';
import { CLIENT_META } from '../../share/client-page.ts';
import { CLIENT_ID, REVIEW_ID, TRACE_CLASS } from '../../share/single-file.ts';
import { findBundle } from '../find-bundle.ts';
import type { FindBundle } from '../session-store.ts';

export interface LoadedClient {
  readonly file: ClientFile;
  readonly find: FindBundle;
  /** Of the trace; undefined where it stands in the page. */
  readonly address: URL | undefined;
  /** The text of a file of reviews, read when it is asked for; undefined where there is none. */
  readonly review: ((signal: AbortSignal) => Promise<string>) | undefined;
}

/** Bytes, at most, of a file of reviews: as `review/review-file.ts` takes characters. */
const MAX_REVIEW = 64_000_000;

/** Rejects with `client-invalid`, and with what the network does. */
export function loadClient(signal: AbortSignal, page: Document = document): Promise<LoadedClient> {
  const meta = page.querySelector<HTMLMetaElement>(`meta[name="${CLIENT_META}"]`);
  return meta ? fromFolder(new URL(meta.content, page.baseURI), signal) : fromPage(page);
}

async function fromFolder(url: URL, signal: AbortSignal): Promise<LoadedClient> {
  const source = url.pathname.split('/').at(-1) ?? url.href;
  const refuse = (reason: string): TraceError => new TraceError('client-invalid', { source, reason });
  const beside = async (name: string, most: number, stop: AbortSignal): Promise<string> => {
    const limit = { most, refuse: () => refuse(`${name} is too large`) };
    const bytes = await readBeside(new URL(name, url), limit, stop);
    if (!bytes) throw refuse(`${name} is not there`);
    return new TextDecoder().decode(bytes);
  };
  const file = parseClient(await beside(source, MAX_CLIENT_LENGTH, signal), source);
  const { trace, review } = file;
  if (trace === undefined) throw refuse('it names no trace');
  const address = new URL(trace, url);
  return {
    file,
    find: (progress, stop, ask) => findBundle(address, progress, stop, { ask }),
    address,
    review: review === undefined ? undefined : (stop) => beside(review, MAX_REVIEW, stop),
  };
}

async function fromPage(page: Document): Promise<LoadedClient> {
  const textOf = (id: string): string | undefined => page.getElementById(id)?.textContent ?? undefined;
  const file = parseClient(textOf(CLIENT_ID) ?? '', 'This page');
  const trace = await traceIn(page, `${bundleStem(file.title.replaceAll('/', '-'))}.trace.zip`);
  const review = textOf(REVIEW_ID);
  return {
    file,
    find: (progress, stop, ask) => findBundle(trace, progress, stop, { ask }),
    address: undefined,
    review: review === undefined ? undefined : () => Promise.resolve(review),
  };
}

/** The zip that stands in the page; its text is let go of. */
async function traceIn(page: Document, name: string): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const element of page.querySelectorAll(`script.${TRACE_CLASS}`)) {
    const bytes = fromBase64(element.textContent);
    if (!bytes)
      throw new TraceError('client-invalid', {
        source: 'This page',
        reason: `part ${parts.length + 1} of its trace is damaged`,
      });
    parts.push(bytes);
    element.remove();
    // In tasks of their own; base/pause.ts would be one more file that every page loads first.
    await new Promise((done) => setTimeout(done));
  }
  return new File(parts, name);
}
