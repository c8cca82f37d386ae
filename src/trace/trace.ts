import type { ProblemLog } from '../base/problem-log.ts';
import type { TraceTime } from '../base/time.ts';
import type { ArtifactUrl } from '../bundle/bundle-source.ts';
import type { Layer, Manifest } from '../schema/generated/types.ts';
import type { AgentSteps } from './agent-steps.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import type { Corrections } from './corrections.ts';
import type { DeclaredGap } from './declared-gaps.ts';
import type { DomRecording } from './dom-recording.ts';
import type { NetworkEntry } from './har.ts';
import type { InputTrack } from './input-track.ts';
import type {
  Command,
  Cue,
  DiagnosticsItem,
  Displays,
  Still,
  Terminal,
  TestRunItem,
  TimedAnnotation,
  TimedBrowserEvent,
  TimedEdit,
  TraceLayer,
  Video,
} from './layers.ts';
import type { MediaFile } from './media-container.ts';
import type { Peaks } from './peaks.ts';
import type { Logs, Metrics, Spans } from './signals.ts';
import type { Track } from './track.ts';
import type { FileDiff } from './unified-diff.ts';

/** One open recording. Lists hold the layers whose status is `present`; nothing of them is read until asked for. */
export interface Trace {
  /** The bundle's file name or address. */
  readonly label: string;
  readonly manifest: Manifest;
  readonly bundle: CheckedBundle;
  readonly duration: TraceTime;
  readonly problems: ProblemLog;
  readonly displays: Displays;
  /** Every layer of the manifest, also those not present. */
  readonly layers: readonly Layer[];
  /** When all recording was paused, as the manifest declares it; in time order. */
  readonly pauses: readonly DeclaredGap[];
  /** What of the layers' times is corrected by hand. */
  readonly corrections: Corrections;
  /** The same trace with other corrections in force: only the layers concerned are other objects, and read anew. */
  corrected(corrections: Corrections): Trace;
  readonly videos: readonly TraceLayer<Video>[];
  /** Pictures of the screen, where it was not recorded as a video. */
  readonly stills: readonly TraceLayer<Track<Still>>[];
  readonly terminals: readonly TraceLayer<Terminal>[];
  readonly inputs: readonly TraceLayer<InputTrack>[];
  readonly commands: readonly TraceLayer<Track<Command>>[];
  readonly transcripts: readonly TraceLayer<Track<Cue>>[];
  readonly edits: readonly TraceLayer<Track<TimedEdit>>[];
  readonly browsers: readonly TraceLayer<Track<TimedBrowserEvent>>[];
  /** Recordings of pages, to be played. */
  readonly doms: readonly TraceLayer<DomRecording>[];
  readonly networks: readonly TraceLayer<Track<NetworkEntry>>[];
  readonly tests: readonly TraceLayer<Track<TestRunItem>>[];
  /** What changed from the base commit to the end, without times. */
  readonly diffs: readonly TraceLayer<readonly FileDiff[]>[];
  readonly diagnostics: readonly TraceLayer<Track<DiagnosticsItem>>[];
  readonly annotations: readonly TraceLayer<Track<TimedAnnotation>>[];
  readonly voices: readonly TraceLayer<Voice>[];
  /** What agents did: a layer an agent. */
  readonly agents: readonly TraceLayer<AgentSteps>[];
  /** What running programs said of themselves. */
  readonly spans: readonly TraceLayer<Spans>[];
  readonly logs: readonly TraceLayer<Logs>[];
  readonly metrics: readonly TraceLayer<Metrics>[];
}

/** A sound track. */
export interface Voice {
  readonly mediaType: string;
  /** True where an address costs nothing; else all of the file is read for one. */
  isDirect(signal?: AbortSignal): Promise<boolean>;
  /** A new address for a media element; release it. `onProgress`: told of the part that is read for it, in [0, 1]. */
  url(signal?: AbortSignal, onProgress?: (done: number) => void): Promise<ArtifactUrl>;
  /** Its bytes, to be decoded. */
  file(signal?: AbortSignal): Promise<MediaFile>;
  /**
   * Its outline as the bundle holds it; undefined where there is none, and where it cannot be used, which is then among
   * the trace's problems. See `outline.client.ts` for the one that is always there.
   */
  shippedOutline(signal?: AbortSignal): Promise<Peaks | undefined>;
}
