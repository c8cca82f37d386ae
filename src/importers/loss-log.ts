/** What an importer could not carry over, gathered while it converts. */
import type { LossEntry, LossReport, SyncQuality } from '../schema/generated/types.ts';

/** Different things that are told; more are counted together. */
const MAX_ENTRIES = 200;
const MAX_EXAMPLE = 200;

export class LossLog {
  readonly #entries = new Map<string, LossEntry>();
  #time: LossReport['time'] | undefined;

  /** How the original's times became trace time; the last call holds. */
  time(quality: SyncQuality, method: string): void {
    this.#time = { quality, method };
  }

  /** Counts one more, or `count` more, of a sort of thing; the first `example` is kept. */
  add(kind: LossEntry['kind'], what: string, example?: string, count = 1): void {
    const known = this.#entries.has(`${kind} ${what}`) || this.#entries.size < MAX_ENTRIES;
    const told = known ? what : 'more of other sorts';
    const key = `${kind} ${told}`;
    const before = this.#entries.get(key);
    const first = before?.example ?? example?.slice(0, MAX_EXAMPLE);
    this.#entries.set(key, {
      kind,
      what: told,
      count: (before?.count ?? 0) + count,
      ...(first !== undefined && { example: first }),
    });
  }

  report(format: string, version: string | null): LossReport {
    return {
      schema: { name: 'playhead-loss-report', version: 1 },
      format,
      format_version: version,
      time: this.#time ?? { quality: 'order_only', method: 'The original tells no times.' },
      entries: [...this.#entries.values()],
    };
  }
}
