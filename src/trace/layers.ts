/** What each layer holds once it is read: its items in trace time. */
import type { TraceTime } from '../base/time.ts';
import type { ArtifactUrl } from '../bundle/bundle-source.ts';
import type {
  Annotation,
  BrowserEvent,
  Display,
  EditEvent,
  InputEvent,
  Layer,
} from '../schema/generated/types.ts';
import type { Lazy } from '../base/lazy.ts';
import type { CallRef } from './agent-steps.ts';
import type { ClockMap } from './clock-map.ts';
import type { LayerGaps } from './declared-gaps.ts';
import type { FrameTable } from './frame-table.ts';
import type { MediaFile } from './media-container.ts';
import type { TerminalChunks } from './terminal-chunks.ts';
import type { TerminalPlayer } from './terminal-player.ts';
import type { Timed } from './track.ts';

/** A present layer: its record in the manifest and, read when first asked for, what it holds. */
export interface TraceLayer<T> {
  readonly layer: Layer;
  readonly clock: ClockMap;
  /** Rejects with a TraceError, which is also among the trace's problems. */
  readonly content: Lazy<T>;
  /** When nothing of it was recorded, as the manifest declares it; undefined: it declares nothing of the kind. */
  readonly gaps?: LayerGaps;
}

export interface Command extends Timed {
  readonly seq: number;
  /** id of the terminal layer. */
  readonly terminal: string;
  readonly cwd: string | undefined;
  readonly command: string;
  /** undefined: not recorded, which is not 0. */
  readonly exitCode: number | undefined;
  readonly exitSource: 'shell' | 'parsed' | 'inferred' | 'unknown';
  /** The tool call that ran it; undefined: none did, or nobody says. */
  readonly call?: CallRef | undefined;
}

export interface Terminal {
  /** Size at the start, in cells. */
  readonly cols: number;
  readonly rows: number;
  readonly chunks: TerminalChunks;
  /** Has the texts of the chunks, and the screen after each. */
  readonly player: TerminalPlayer;
}

export interface Video {
  readonly frames: FrameTable;
  /** Pixels of the picture as it is to be shown, after the pixel aspect ratio. */
  readonly width: number;
  readonly height: number;
  /** Codec string, `avc1.64001f` for example; undefined where the container does not tell. */
  readonly codec: string | undefined;
  readonly mediaType: string;
  /** True where an address costs nothing; else all of the file is read for one. */
  isDirect(signal?: AbortSignal): Promise<boolean>;
  /** A new address for a media element; release it. `onProgress`: told of the part that is read for it, in [0, 1]. */
  url(signal?: AbortSignal, onProgress?: (done: number) => void): Promise<ArtifactUrl>;
  /** Its bytes, to be decoded. */
  file(signal?: AbortSignal): Promise<MediaFile>;
}

export interface Cue extends Timed {
  readonly end: TraceTime;
  /** Plain text, without markup. */
  readonly text: string;
  readonly speaker: string | undefined;
}

export interface TimedEdit extends Timed {
  readonly event: EditEvent;
}

export interface TimedBrowserEvent extends Timed {
  readonly event: BrowserEvent;
}

export interface TimedAnnotation extends Timed {
  readonly annotation: Annotation;
}

/** A picture of the screen, which stands until the next one. */
export interface Still extends Timed {
  /** In the bundle. */
  readonly path: string;
}

export interface TestRunItem extends Timed {
  readonly name: string | undefined;
  readonly path: string;
  readonly format: 'junit' | 'ctrf';
  readonly commandSeq: number | undefined;
  /** Counts from the report; undefined where it could not be read. */
  readonly counts: TestCounts | undefined;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface DiagnosticsItem extends Timed {
  readonly tool: string | undefined;
  readonly path: string;
  readonly commandSeq: number | undefined;
  /** Counts from the report; undefined where it could not be read. */
  readonly counts: { readonly errors: number; readonly warnings: number } | undefined;
}

export type { Annotation, BrowserEvent, Display, EditEvent, InputEvent, Layer };

/** The displays over time. */
export type Displays = readonly Display[];
