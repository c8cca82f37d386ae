import type { Cue, Layer, TimedAnnotation, TraceLayer } from '../../trace/layers.ts';
import type { Trace, Voice } from '../../trace/trace.ts';
import type { Track } from '../../trace/track.ts';

/** Who holds the clock, by name, while what is shown is read. */
export const HOLDER = 'voice';

/** The pane's slice of the trace; one of the lists holds something. */
export interface VoiceData {
  readonly voices: readonly TraceLayer<Voice>[];
  readonly transcripts: readonly TraceLayer<Track<Cue>>[];
  /** Where notes and decisions may stand, among remarks of other kinds. */
  readonly notes: readonly TraceLayer<Track<TimedAnnotation>>[];
  /** What to call those who write, by id of the actor; empty where there is only one, who needs no name. */
  readonly names: ReadonlyMap<string, string>;
  /** Why there is no sound, or no transcript, in words; undefined where there is one. */
  readonly noSound: string | undefined;
  readonly noTranscript: string | undefined;
}

const STATUS_WORDS: Readonly<Record<Layer['status'], string>> = {
  present: 'could not be read',
  empty: 'was recorded, and nothing was said',
  not_captured: 'was not captured',
  lost: 'was captured, but is damaged or gone',
  withheld: 'was withheld by whoever made this bundle',
};

export function voiceData({
  voices,
  transcripts,
  annotations: notes,
  layers,
  manifest,
}: Pick<Trace, 'voices' | 'transcripts' | 'annotations' | 'layers' | 'manifest'>): VoiceData | undefined {
  if (voices.length + transcripts.length + notes.length === 0) return undefined;
  const { actors } = manifest.session;
  return {
    voices,
    transcripts,
    notes,
    names: new Map(actors.length > 1 ? actors.map(({ id, pseudonym }) => [id, pseudonym ?? id]) : []),
    noSound: voices.length > 0 ? undefined : absence('The sound', 'speech_audio', layers),
    noTranscript: transcripts.length > 0 ? undefined : absence('A transcript', 'transcript', layers),
  };
}

/** What the manifest says of a missing layer; it may say nothing at all. */
function absence(what: string, kind: Layer['kind'], layers: readonly Layer[]): string {
  const layer = layers.find((other) => other.kind === kind);
  if (!layer) return `${what} is not part of this bundle.`;
  const note = layer.status_note === undefined ? '' : ` ${layer.status_note}`;
  return `${what} ${STATUS_WORDS[layer.status]}.${note}`;
}

/** What to call a layer. */
export function nameOf({ layer }: { readonly layer: Layer }): string {
  return layer.title ?? layer.id;
}
