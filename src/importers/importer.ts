/** The contract of an importer: one folder and one line in `registry.ts` a foreign format. */
import type { BundleDraft } from './bundle-draft.ts';
import { onlyFile, type ForeignFile, type ForeignUnit } from './foreign.ts';

/** What a unit is, or why it is not of this format. */
export type Detection =
  | {
      readonly found: true;
      /** What it is called in the manifest: `asciicast`, say. */
      readonly format: string;
      /** As the original says it; null where it says none. */
      readonly version: string | null;
    }
  | {
      readonly found: false;
      /** Goes on from "It is no X: ", without a full stop. */
      readonly reason: string;
    };

export interface Importer {
  /** Stable: it stands in `playhead import --format`. */
  readonly id: string;
  /** What people call the format. */
  readonly title: string;
  /** Whether a folder is told as a whole, or each file by itself. */
  readonly of: 'file' | 'folder';
  /** A folder is left to others where it holds another recording than its own: a bundle, or a second file that somebody takes. */
  readonly yields?: true;
  /**
   * Tells a unit by its content, never by its name alone; cheap: it reads beginnings of files, and tables of contents.
   * Rejects only as reading does. A version that is not read is refused by `convert`, whose sentence names it.
   */
  detect(unit: ForeignUnit): Promise<Detection>;
  /**
   * The traces that a unit which was found holds, each as a unit of its own, in order, at least one; without it a unit is one
   * trace. Labels go on from that of the unit. Rejects as `Convert`.
   */
  split?(unit: ForeignUnit): Promise<readonly ForeignUnit[]>;
  /** The code that converts, loaded when it is needed. */
  load(): Promise<Convert>;
}

/**
 * Puts all that a unit holds into `draft`. Rejects with `import-unsupported` for a version or kind that is not read, with
 * `format-broken` for what is broken beyond use, and as reading does; whatever else is wrong is told to the draft's
 * losses, and the rest goes on. `signal`: ends the reading.
 */
export type Convert = (
  unit: ForeignUnit,
  draft: BundleDraft,
  signal: AbortSignal | undefined,
  tools: ImportTools,
) => Promise<void>;

/** What converting needs of layers above this one. */
export interface ImportTools {
  /** Reads the container of a sound or video. Rejects with `format-unsupported` or `format-broken`, and as reading does. */
  media(file: ForeignFile, signal?: AbortSignal): Promise<MediaFacts>;
}

export interface MediaFacts {
  /** Of its pictures, else of its sound. */
  readonly seconds: number;
  /** Whether it has pictures. */
  readonly video: boolean;
}

/** An importer of single files. */
export function ofOneFile({
  detect,
  ...rest
}: Omit<Importer, 'of' | 'detect'> & {
  readonly detect: (file: ForeignFile) => Promise<Detection>;
}): Importer {
  return {
    ...rest,
    of: 'file',
    detect: async (unit) => {
      const file = onlyFile(unit);
      return file ? detect(file) : declined('it is not one file');
    },
  };
}

export function found(format: string, version: string | null): Detection {
  return { found: true, format, version };
}

export function declined(reason: string): Detection {
  return { found: false, reason };
}
