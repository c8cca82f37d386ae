/** Writes the data of a bundle that another thread has, in another format. */
import type { Problem } from '../../base/errors.ts';
import type { Remote } from '../../base/rpc.ts';
import type { TimeRange } from '../../base/time.ts';
import { borrowedBundle, type LentBundle } from '../../bundle/lent-bundle.ts';
import type { ExportId, ExportRequest, Piece } from '../../exporters/exporter.ts';
import { traceData } from '../../exporters/mapped.ts';
import type { StepOptions } from '../../exporters/steps/step-options.ts';
import { writerOf } from '../../exporters/writers.ts';
import { parseMapping } from '../../importers/mapped/parse-mapping.ts';
import { writtenBy } from '../../importers/mapped/write.ts';
import type { MappingText } from '../mappings/mapping-text.ts';
import type { Corrections } from '../../trace/corrections.ts';
import { openTrace } from '../../trace/open-trace.ts';
import type { Trace } from '../../trace/trace.ts';

/** What is to be written, and how; see `ExportRequest`. */
export interface DataRequest {
  /** A format, or a mapping that writes one: that is given all of the trace. */
  readonly format: ExportId | MappingText;
  readonly layer: string | undefined;
  readonly range: TimeRange | undefined;
  readonly steps: StepOptions;
}

export interface DataJob extends DataRequest {
  /** What people call the bundle. */
  readonly label: string;
  /** Corrections of times that are in force. */
  readonly corrections: Corrections;
}

export interface WrittenData {
  readonly file: Blob;
  /** Sentences on what is not in it. */
  readonly remarks: readonly string[];
  /** What was found wrong with the bundle meanwhile. */
  readonly problems: readonly Problem[];
}

/** What the page offers. */
export interface DataPage extends LentBundle {
  /** Bytes that are written; texts count by their UTF-16 units. */
  progress(bytes: number): void;
}

/** Milliseconds between two words of progress. */
const TOLD_EACH = 100;

export class ExportService {
  readonly #page: () => Remote<DataPage>;

  /** `page`: known once this is offered to it. */
  constructor(page: () => Remote<DataPage>) {
    this.#page = page;
  }

  /** Answers while the worker is free to. */
  ping(): void {
    // That it answers is all.
  }

  /** Rejects as opening the trace and writing do, and with `mapping-invalid`. */
  async write({ label, corrections, ...request }: DataJob): Promise<WrittenData> {
    const page = this.#page();
    const opened = await openTrace(borrowedBundle(label, page));
    const trace = corrections.size === 0 ? opened : opened.corrected(corrections);
    const remarks: string[] = [];
    const parts: BlobPart[] = [];
    let bytes = 0;
    let told = performance.now();
    for await (const piece of await piecesOf(trace, request, (sentence) => remarks.push(sentence))) {
      parts.push(piece as BlobPart);
      bytes += piece.length;
      if (performance.now() - told < TOLD_EACH) continue;
      told = performance.now();
      void page.progress(bytes);
    }
    return { file: new Blob(parts), remarks, problems: trace.problems.all };
  }
}

async function piecesOf(
  trace: Trace,
  { format, layer, range, steps }: DataRequest,
  remark: ExportRequest['remark'],
): Promise<AsyncIterable<Piece>> {
  if (typeof format !== 'string') return mappedPieces(format, trace);
  return (await writerOf(format))(trace, { layer, range, steps, remark });
}

async function* mappedPieces({ text, name }: MappingText, trace: Trace): AsyncGenerator<Piece, void> {
  yield await writtenBy(parseMapping(text, name), await traceData(trace));
}
