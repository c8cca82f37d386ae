/** Reports of a bundle by their path, each read and parsed once, when first asked for. Pure but for the reading. */
import { asTraceError, TraceError } from '../../base/errors.ts';
import { Lazy } from '../../base/lazy.ts';
import { pause } from '../../base/pause.ts';
import { parseCtrf } from '../../trace/ctrf.ts';
import { parseJunit } from '../../trace/junit.ts';
import type { DiagnosticsItem, TestRunItem } from '../../trace/layers.ts';
import { parseSarif, type LintReport } from '../../trace/sarif.ts';
import type { TestReport } from '../../trace/test-report.ts';

/** Characters of one report, which is parsed at once. */
const MAX_LENGTH = 16 * 1024 ** 2;

/** A report, or why there is none. */
export type Outcome<T> =
  | { readonly report: T; readonly error?: undefined }
  | { readonly report?: undefined; readonly error: TraceError };

/** The part of a bundle that is needed. */
export interface TextSource {
  readText(path: string): Promise<string>;
}

export class ReportCache {
  readonly #bundle: TextSource;
  readonly #tests = new Map<string, Lazy<Outcome<TestReport>>>();
  readonly #lint = new Map<string, Lazy<Outcome<LintReport>>>();

  constructor(bundle: TextSource) {
    this.#bundle = bundle;
  }

  tests({ path, format }: TestRunItem): Promise<Outcome<TestReport>> {
    const parse = format === 'ctrf' ? parseCtrf : parseJunit;
    return this.#get(this.#tests, `${format} ${path}`, path, parse);
  }

  lint({ path }: DiagnosticsItem): Promise<Outcome<LintReport>> {
    return this.#get(this.#lint, path, path, parseSarif);
  }

  #get<T>(
    cache: Map<string, Lazy<Outcome<T>>>,
    key: string,
    path: string,
    parse: (text: string, path: string) => T,
  ): Promise<Outcome<T>> {
    let found = cache.get(key);
    if (!found) {
      found = new Lazy(async () => {
        try {
          const text = await this.#bundle.readText(path);
          if (text.length > MAX_LENGTH)
            throw new TraceError('report-too-large', { path, limit: MAX_LENGTH, together: false });
          // Each in a task of its own: all that were read at once would make a long one.
          await pause();
          return { report: parse(text, path) };
        } catch (error) {
          // Among the trace's problems already, since the layer counts its reports; the pane says it in place.
          return { error: asTraceError(error) };
        }
      });
      cache.set(key, found);
    }
    return found.get();
  }
}
