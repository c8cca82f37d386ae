/** Reads the files of a trace without keeping the page from its work. Browser only. */
import { TraceError } from '../base/errors.ts';
import { nextTurn } from '../base/pause.ts';
import { connect, type Remote } from '../base/rpc.ts';
import { nextPiece } from '../bundle/piece-relay.ts';
import { told, type FileBytes } from './file-bytes.ts';
import { readHere, type FileReader, type ReadOptions } from './file-reader.ts';
import type { FilePage, FileService } from './file-service.ts';
import type { FileContent, FileKind, FileToRead, FileTypes } from './record-files.ts';

/** Bytes of a file that are read on the page: a worker would take longer to start. */
const SMALL = 32 * 1024;
/** Milliseconds after which a worker without work is ended. */
const IDLE = 5_000;

/** Reads in one worker, which is there as long as there is something to read; what is small, on the page. */
export const readInWorker: FileReader = async (file, bytes, options) => {
  if (!isSmall(bytes)) return worker().read(file, bytes, options);
  // Each in a task of its own: the bytes of hundreds of reports may be there already, and would make one long task.
  await nextTurn();
  return readHere(file, bytes, options);
};

function isSmall({ size, packing }: FileBytes): boolean {
  const unpacked = packing?.size ?? size;
  return unpacked > 0 && unpacked < SMALL;
}

let running: FileWorker | undefined;

function worker(): FileWorker {
  if (running) return running;
  // One that failed ends once more when its last job is over: another may run by then.
  const made = new FileWorker(() => {
    if (running === made) running = undefined;
  });
  return (running = made);
}

interface Job {
  readonly pieces: AsyncIterator<Uint8Array>;
  readonly items: unknown[];
  readonly onInput: ReadOptions['onInput'];
  fail(error: Error): void;
}

class FileWorker {
  readonly #worker = new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' });
  readonly #service: Remote<FileService>;
  readonly #jobs = new Map<number, Job>();
  readonly #onEnd: () => void;
  #count = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    const page: FilePage = {
      next: (job) => nextPiece(this.#job(job).pieces),
      take: (job, items) => {
        const all = this.#job(job).items;
        for (const item of items) all.push(item);
      },
      takeInput: (job, columns) => this.#job(job).onInput?.(columns),
    };
    this.#service = connect<FileService>(this.#worker, page);
    this.#worker.onerror = ({ message }) => {
      const reason = `the worker that reads files failed: ${message || 'it did not load'}`;
      for (const job of this.#jobs.values()) job.fail(new TraceError('internal', { reason }));
      this.#end();
    };
  }

  async read<K extends FileKind>(
    file: FileToRead<K>,
    bytes: FileBytes,
    options: ReadOptions,
  ): Promise<FileContent<FileTypes[K]>> {
    const { signal = new AbortController().signal, onInput } = options;
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    const id = (this.#count += 1);
    const items: unknown[] = [];
    const pieces = told(bytes, options);
    try {
      const broken = new Promise<never>((_, fail) => this.#jobs.set(id, { pieces, items, onInput, fail }));
      const answer = await Promise.race([this.#service.read(id, file, bytes.packing, signal), broken]);
      const content = answer as FileContent<FileTypes[K]>;
      const { holds } = content;
      return 'code' in holds ? content : { ...content, holds: { ...holds, items } };
    } finally {
      this.#jobs.delete(id);
      // Lets go of the file where it was not read to its end.
      void pieces.return().catch(() => undefined);
      if (this.#jobs.size === 0) this.#idle = setTimeout(() => this.#end(), IDLE);
    }
  }

  #job(id: number): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new TraceError('aborted', {});
    return job;
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#worker.terminate();
    this.#onEnd();
  }
}
