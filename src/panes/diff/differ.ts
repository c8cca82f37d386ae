/** Compares texts in a worker. */
import { handOver } from '../../base/rpc.ts';
import { diffSpans } from '../../trace/line-diff.ts';

export class DifferService {
  /** See `diffSpans`. */
  spans(oldText: string, newText: string): Int32Array {
    const spans = diffSpans(oldText, newText);
    return handOver(spans, [spans.buffer]);
  }
}
