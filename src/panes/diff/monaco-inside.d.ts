/**
 * What of Monaco's inside is used, in the version that `package.json` pins: it has no types of its own, and may be another
 * in the next version. Lines and columns are from 1, ends of lines not included.
 */
declare module 'monaco-editor/editor/common/core/ranges/lineRange.js' {
  export class LineRange {
    constructor(startLineNumber: number, endLineNumberExclusive: number);
    readonly startLineNumber: number;
    readonly endLineNumberExclusive: number;
    delta(offset: number): LineRange;
  }
}

declare module 'monaco-editor/editor/common/diff/rangeMapping.js' {
  import type { IRange } from 'monaco-editor/editor/editor.api.js';
  import type { LineRange } from 'monaco-editor/editor/common/core/ranges/lineRange.js';

  export class RangeMapping {
    constructor(originalRange: IRange, modifiedRange: IRange);
    readonly originalRange: IRange;
    readonly modifiedRange: IRange;
  }

  export class DetailedLineRangeMapping {
    constructor(original: LineRange, modified: LineRange, innerChanges: readonly RangeMapping[] | undefined);
    readonly original: LineRange;
    readonly modified: LineRange;
    readonly innerChanges: readonly RangeMapping[] | undefined;
  }
}

declare module 'monaco-editor/editor/common/diff/defaultLinesDiffComputer/defaultLinesDiffComputer.js' {
  import type { DetailedLineRangeMapping } from 'monaco-editor/editor/common/diff/rangeMapping.js';

  export class DefaultLinesDiffComputer {
    computeDiff(
      originalLines: readonly string[],
      modifiedLines: readonly string[],
      options: {
        readonly ignoreTrimWhitespace: boolean;
        readonly maxComputationTimeMs: number;
        readonly computeMoves: boolean;
      },
    ): { readonly changes: readonly DetailedLineRangeMapping[] };
  }
}

declare module 'monaco-editor/editor/standalone/browser/standaloneServices.js' {
  export const StandaloneServices: {
    /** Once, before anything else asks for a service. */
    initialize(overrides: Readonly<Record<string, object>>): void;
  };
}
