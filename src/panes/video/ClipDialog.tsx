import { useEffect, useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, isAbort, TraceError } from '../../base/errors.ts';
import { clampTime, formatDuration, shift, type TimeRange, type TraceTime } from '../../base/time.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { Voice } from '../../trace/trace.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { keepsPace, type FrameSpan } from './clip-voice.ts';
import { canMakeClips, framesIn, makeClip, type ClipProgress } from './clip.client.ts';
import { Choice, Progress, TimeField } from './ClipFields.tsx';
import styles from './ClipDialog.module.css';
import { clipName } from './save-names.ts';
import { saveFile } from './save-picture.ts';
import type { Snapshot } from './stage.ts';

interface ClipDialogProps {
  readonly name: string;
  /** What was on screen when it was opened. */
  readonly snapshot: Snapshot;
  /** The range that is marked on the timeline. */
  readonly range: TimeRange | undefined;
  readonly voices: readonly TraceLayer<Voice>[];
  readonly withOverlays: boolean;
  readonly onOverlays: (on: boolean) => void;
  readonly onClose: () => void;
}

/** undefined: what stands there is no time. */
interface Wanted {
  readonly start: TraceTime | undefined;
  readonly end: TraceTime | undefined;
}

type State =
  | { readonly phase: 'asking' }
  | { readonly phase: 'making'; readonly progress: ClipProgress }
  | { readonly phase: 'done'; readonly text: string }
  | { readonly phase: 'failed'; readonly error: TraceError };

/** Microseconds on each side of the present moment where no range is marked. */
const AROUND = 5_000_000;

const VOICE_APART =
  'The voice is left out: it does not keep pace with the picture here, and would be heard with other pictures than its own.';

/** Asks for the range of a clip, makes it, and saves it. */
export function ClipDialog(props: ClipDialogProps) {
  const { name, snapshot, range, voices, withOverlays, onOverlays, onClose } = props;
  const { video } = snapshot;
  const [times, setTimes] = useState<Wanted>(() => range ?? around(snapshot));
  const [withVoice, setWithVoice] = useState(voices.length > 0);
  const [state, setState] = useState<State>({ phase: 'asking' });
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const span = spanOf(snapshot, times);
  const [voice] = voices;
  const apart = useApart(snapshot, span, voice);

  const make = async (frames: FrameSpan): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    const onProgress = (progress: ClipProgress): void => {
      if (!signal.aborted) setState({ phase: 'making', progress });
    };
    onProgress({ done: 0, left: undefined });
    const wanted = withVoice && !apart ? voice : undefined;
    try {
      const clip = await makeClip({ snapshot, ...frames, withOverlays, voice: wanted, onProgress, signal });
      const file = clipName(name, frames, video.frames.startOf(frames.first), clip.extension);
      saveFile(clip.file, file);
      const without = wanted && !clip.voice ? ' The voice is left out: this browser cannot encode it.' : '';
      setState({ phase: 'done', text: `Saved as ${file}.${without}` });
    } catch (error) {
      if (isAbort(error)) setState({ phase: 'asking' });
      else setState({ phase: 'failed', error: asTraceError(error) });
    }
  };
  const refused = canMakeClips() || !span ? undefined : refusal(snapshot, span);
  const failed = state.phase === 'failed' ? state.error : refused;
  const making = state.phase === 'making';

  return (
    <Dialog title="Save a clip" onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (span) void make(span);
        }}
      >
        <div className={styles['times']}>
          <TimeField
            label="From"
            time={times.start}
            disabled={making}
            onChange={(start) => setTimes({ ...times, start })}
          />
          <TimeField
            label="To"
            time={times.end}
            disabled={making}
            onChange={(end) => setTimes({ ...times, end })}
          />
        </div>
        <p className={styles['span']} role="status">
          {span ? spanText(snapshot, span) : 'No frame lies between these times.'}
          {apart ? ` ${VOICE_APART}` : ''}
        </p>
        <Choice label="With overlays" checked={withOverlays} disabled={making} onChange={onOverlays} />
        {voice ? (
          <Choice
            label="With the voice"
            checked={withVoice && !apart}
            disabled={making || apart}
            onChange={setWithVoice}
          />
        ) : null}
        {failed ? <Refused error={failed} /> : null}
        {state.phase === 'done' ? (
          <p role="status" className={styles['done']}>
            {state.text}
          </p>
        ) : null}
        {making ? <Progress {...state.progress} /> : null}
        <div className={styles['buttons']}>
          {making ? (
            <button type="button" className="quiet-button" onClick={() => abort.current?.abort()}>
              Cancel
            </button>
          ) : (
            <button type="submit" className="main-button" disabled={!span || refused !== undefined}>
              Save clip
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Refused({ error }: { readonly error: TraceError }) {
  const { title, advice } = describeProblem(error);
  return (
    <Notice severity="error" title={title}>
      <p className={styles['advice']}>{advice}</p>
    </Notice>
  );
}

function refusal({ layer }: Snapshot, { first, last }: FrameSpan): TraceError {
  const path = layer.layer.paths?.[0] ?? layer.layer.id;
  return new TraceError('clip-unsupported', { path, first, last, reason: 'no-webcodecs' });
}

function around({ video: { frames }, time }: Snapshot): TimeRange {
  const [min, max] = [frames.startOf(0), frames.end];
  return { start: clampTime(shift(time, -AROUND), min, max), end: clampTime(shift(time, AROUND), min, max) };
}

function spanOf({ video }: Snapshot, { start, end }: Wanted): FrameSpan | undefined {
  return start === undefined || end === undefined ? undefined : framesIn(video.frames, { start, end });
}

/** True where the voice does not keep pace with the pictures. Not found anew at each frame that is made. */
function useApart(
  { layer, video: { frames } }: Snapshot,
  span: FrameSpan | undefined,
  voice: TraceLayer<Voice> | undefined,
): boolean {
  const { first, last } = span ?? {};
  const [picture, sound] = [layer.clock, voice?.clock];
  return useMemo(() => {
    if (!sound || first === undefined || last === undefined) return false;
    return !keepsPace(frames, { first, last }, { picture, voice: sound });
  }, [frames, first, last, picture, sound]);
}

function spanText({ video: { frames } }: Snapshot, { first, last }: FrameSpan): string {
  const count = last - first + 1;
  const length = frames.startOf(last + 1) - frames.startOf(first);
  const which = count === 1 ? `Frame ${first}` : `Frames ${first} to ${last}, ${count} of them`;
  return `${which}: ${formatDuration(length)}. Each keeps its own time.`;
}
