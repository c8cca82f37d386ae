/** What reads files in a worker. The worker has no bundle: it asks the page for bytes. */
import { TraceError } from '../base/errors.ts';
import { handOver } from '../base/rpc.ts';
import { unpacked, type Packing } from '../bundle/unpack.ts';
import { relayed } from '../bundle/piece-relay.ts';
import { buffersOf, type InputColumns } from './input-columns.ts';
import {
  readFile,
  type FileContent,
  type FileKind,
  type FileToRead,
  type FileTypes,
} from './record-files.ts';

/** What the page offers; `job` is a number that it gave. */
export interface FilePage {
  /** The next bytes of the job's file, as they are packed; undefined after the last. */
  next(job: number): Promise<Uint8Array | undefined>;
  /** Takes the next items of what the file holds. */
  take(job: number, items: readonly unknown[]): void | Promise<void>;
  /** Takes the columns of all input events that are read so far. */
  takeInput(job: number, columns: InputColumns): void | Promise<void>;
}

/** Characters of items, as JSON, that are sent at once: what the page needs some milliseconds for. */
const BATCH = 200_000;

export class FileService {
  readonly #page: FilePage;

  constructor(page: FilePage) {
    this.#page = page;
  }

  /**
   * See `readFile`. The items are given to `take` before; there are none in the answer. `packing`: of the bytes that the
   * page gives; undefined: they are the file's own.
   */
  async read<K extends FileKind>(
    job: number,
    file: FileToRead<K>,
    packing: Packing | undefined,
    signal: AbortSignal,
  ): Promise<FileContent<FileTypes[K]>> {
    const given = relayed(() => this.#page.next(job), signal);
    const pieces = packing ? unpacked(given, packing) : given;
    const content = await readFile(pieces, file, (columns) => this.#tell(job, columns));
    const { holds } = content;
    if ('code' in holds) return content;
    for (const batch of batches(holds.items)) {
      signal.throwIfAborted();
      // One after the other: the page has its own work between them.
      await this.#page.take(job, batch);
    }
    const answer = { ...content, holds: { ...holds, items: [] } };
    return file.kind === 'input_events'
      ? handOver(answer, buffersOf((holds as FileTypes['input_events']).head))
      : answer;
  }

  #tell(job: number, columns: InputColumns): void {
    // Nobody waits for it: where the page is gone, the next piece says so.
    void Promise.resolve(this.#page.takeInput(job, handOver(columns, buffersOf(columns)))).catch(
      () => undefined,
    );
  }
}

/** Parts of a list that are about as large as each other. Throws `unsupported-here` for an item that cannot be sent. */
function* batches(items: readonly unknown[]): Generator<readonly unknown[], void> {
  let [start, size] = [0, 0];
  for (const [index, item] of items.entries()) {
    size += sizeOf(item);
    if (size < BATCH && index < items.length - 1) continue;
    yield items.slice(start, index + 1);
    [start, size] = [index + 1, 0];
  }
}

function sizeOf(item: unknown): number {
  try {
    return JSON.stringify(item).length;
  } catch (error) {
    // Too many lists in lists.
    throw new TraceError(
      'unsupported-here',
      { what: 'A record', reason: (error as RangeError).message },
      error,
    );
  }
}
