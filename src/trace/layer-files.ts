/** The files of a trace's layers, each read and compared with the manifest once. */
import { atMost } from '../base/at-most.ts';
import { problemOf, TraceError } from '../base/errors.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { openBytes } from './file-bytes.ts';
import type { FileReader, ReadOptions } from './file-reader.ts';
import type { DiagnosticsItem, TestRunItem } from './layers.ts';
import type { LayerContext } from './read-records.ts';
import type { FileContent, FileKind, FileTypes } from './record-files.ts';
import { Track } from './track.ts';

/** Files that hold what a run found. */
type ReportKind = 'junit' | 'ctrf' | 'sarif';
type Counts = FileTypes[ReportKind]['head'];

/** Bytes of all reports of a trace together, of which each is parsed whole. */
const MAX_REPORT_BYTES = 256 * 1024 ** 2;
/** There may be hundreds of reports, and other files are wanted too. */
const REPORTS_AT_ONCE = 4;

type Told = Pick<ReadOptions, 'onProgress' | 'onInput'>;

interface LayerFilesOptions {
  readonly bundle: CheckedBundle;
  readonly reader: FileReader;
  /** The bundle follows a newer minor version of the schema. */
  readonly newer: boolean;
  readonly signal: AbortSignal | undefined;
  /** Resolves when it is the turn of the file at `path`. */
  readonly turn: (path: string) => Promise<void>;
}

export class LayerFiles {
  readonly #options: LayerFilesOptions;
  /** By kind and path. What has failed is not kept. */
  readonly #read = new Map<string, Promise<unknown>>();
  /** By path, the bytes of the reports that are read. */
  readonly #reports = new Map<string, number>();

  constructor(options: LayerFilesOptions) {
    this.#options = options;
  }

  /** Rejects where the file is not there or its bytes cannot be had. Of the first reading alone `told` hears. */
  read<K extends FileKind>(kind: K, path: string, told: Told = {}): Promise<FileContent<FileTypes[K]>> {
    return this.#once(`${kind} ${path}`, () => this.#readNow(kind, path, told));
  }

  /** The runs with the counts of their reports. One that cannot be read is a problem, and has none. */
  async counted<T extends TestRunItem | DiagnosticsItem>(
    { items }: Track<T>,
    kindOf: (run: T) => ReportKind,
    context: LayerContext,
  ): Promise<Track<T>> {
    return new Track(
      await atMost(REPORTS_AT_ONCE, items, async (run): Promise<T> => {
        try {
          return { ...run, counts: await this.#countsOf(kindOf(run), run.path) };
        } catch (error) {
          this.#options.signal?.throwIfAborted();
          context.report(problemOf(error, 'error', run.time));
          return run;
        }
      }),
    );
  }

  async #countsOf(kind: ReportKind, path: string): Promise<Counts> {
    const { files } = this.#options.bundle;
    this.#reports.set(path, files.get(path)?.bytes ?? 0);
    const all = [...this.#reports.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (all > MAX_REPORT_BYTES) {
      this.#reports.delete(path);
      throw new TraceError('report-too-large', { path, limit: MAX_REPORT_BYTES, together: true });
    }
    const { holds } = await this.read(kind, path);
    if ('code' in holds) throw new TraceError(holds.code, holds.details);
    return holds.head;
  }

  #once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#read.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    this.#read.set(key, made);
    made.catch(() => this.#read.delete(key));
    return made;
  }

  async #readNow<K extends FileKind>(kind: K, path: string, told: Told): Promise<FileContent<FileTypes[K]>> {
    const { bundle, reader, newer, signal, turn } = this.#options;
    await turn(path);
    const bytes = await openBytes(bundle, path, signal);
    const content = await reader({ kind, path, newer }, bytes, { ...told, signal });
    bundle.compare(path, content.bytes, content.sha256);
    return content;
  }
}
