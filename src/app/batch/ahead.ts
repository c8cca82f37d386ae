/** Traces that are read ahead, so that they open at once. */
import { asTraceError } from '../../base/errors.ts';
import type { BundleSource } from '../../bundle/bundle-source.ts';
import { findBundle } from '../find-bundle.ts';
import { prepareTrace, type PreparedTrace } from '../prepare-trace.ts';

/** Bytes of the first video that are read: its container's head where it comes first, and its first key frame. */
const FIRST_BYTES = 512 * 1024;
/** Milliseconds for which a trace has to be the next one before it is read ahead. */
const REST = 150;

interface Ahead {
  readonly href: string;
  readonly controller: AbortController;
  /** undefined until it is begun. */
  prepared: Promise<PreparedTrace> | undefined;
  /** It could not be read. */
  failed: boolean;
  /** Its frame table and first frame are here, too. */
  whole: Promise<void>;
}

/** Holds one trace: its manifest, the frame table of its first video, and a decoder that has that video's first frame. */
export class ReadAhead {
  readonly #find: (url: URL, signal: AbortSignal) => Promise<BundleSource>;
  #ahead: Ahead | undefined;

  /** `find`: the bundle at an address of the batch. */
  constructor(
    find = (url: URL, signal: AbortSignal): Promise<BundleSource> => findBundle(url, () => undefined, signal),
  ) {
    this.#find = find;
  }

  /** Reads the trace at `url` ahead, in place of another one. What fails is read anew when it is opened. */
  want(url: URL): void {
    if (this.#ahead?.href === url.href) return;
    this.drop();
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      await rest(signal);
      ahead.prepared = this.#find(url, signal).then((source) => prepareTrace(source, controller, true));
      // The connection may be back by the time it is opened.
      ahead.prepared.catch(() => (ahead.failed = true));
      await readFirst(await ahead.prepared, signal);
    };
    const ahead: Ahead = {
      href: url.href,
      controller,
      prepared: undefined,
      failed: false,
      whole: Promise.resolve(),
    };
    this.#ahead = ahead;
    // What fails is told where the trace is opened.
    ahead.whole = read().catch(() => undefined);
  }

  /** Gives the trace at `url` away, where it is the one that is held, and did not fail. */
  take(url: URL): Promise<PreparedTrace> | undefined {
    if (this.#ahead?.href !== url.href) return undefined;
    const { prepared, failed } = this.#ahead;
    if (prepared && !failed) this.#ahead = undefined;
    else this.drop();
    return failed ? undefined : prepared;
  }

  /** Resolves when all of what is held has been read. */
  async settled(): Promise<void> {
    await this.#ahead?.whole;
  }

  /** Stops, and forgets what is held. */
  drop(): void {
    this.#ahead?.controller.abort();
    this.#ahead = undefined;
  }
}

/** Rejects where `signal` ends it. */
function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, REST);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(asTraceError(signal.reason));
    });
  });
}

/** What is read is kept by the bundle's own cache. Where no picture will be there at once, nothing waits for it. */
async function readFirst({ trace, pictured, goOn }: PreparedTrace, signal: AbortSignal): Promise<void> {
  const [video] = trace.videos;
  if (!video) {
    goOn();
    return;
  }
  const content = await video.content.get();
  const media = await content.file(signal);
  await media.read(0, Math.min(media.size, FIRST_BYTES));
  const { closeUntaken, decodeAhead } = await import('../../panes/video/supply-ahead.ts');
  signal.throwIfAborted();
  try {
    await decodeAhead(content, signal);
  } catch (error) {
    goOn();
    throw error;
  } finally {
    // A layout may show none of the video: its decoder would last as long as the trace.
    void pictured.then(() => closeUntaken(content));
  }
}
