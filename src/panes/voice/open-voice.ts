import { asTraceError, TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { MediaMeans } from '../../trace/media-means.ts';
import { playMedia } from '../../trace/play-media.client.ts';
import type { Voice } from '../../trace/trace.ts';
import { VoiceFollower } from './voice-follower.ts';

/** Code of a MediaError (HTML, 4.8.11.1) → what it means for the file, in words. */
const REASONS: Readonly<Record<number, string>> = {
  2: 'its bytes stopped coming',
  3: 'its sound cannot be decoded',
  4: 'the browser does not accept it, or it is not there',
};

/** What may have changed what is heard, or where the sound stands; `timeupdate` also comes where no frame is drawn. */
const EVENTS = [
  'loadedmetadata',
  'canplay',
  'playing',
  'pause',
  'seeked',
  'waiting',
  'ended',
  'timeupdate',
] as const;

/** Decoders of sound need a little of what comes before. */
const SOUND = { shift: 0, inParts: true, keyBefore: (seconds: number): number => Math.max(0, seconds - 0.1) };

export interface OpenVoice {
  readonly follower: VoiceFollower;
  /** How the sound gets its bytes. */
  readonly means: MediaMeans;
}

interface Opening {
  readonly layer: TraceLayer<Voice>;
  readonly clock: Clock;
  /** Where the element goes; it has nothing to be seen. */
  readonly host: HTMLElement;
  /** Aborting takes everything away again, at any time. */
  readonly signal: AbortSignal;
  /** The sound broke after it was opened. */
  readonly onError: (error: TraceError) => void;
}

/** The sound of a layer, following the clock. Rejects with a TraceError; after `signal`, with its reason. */
export async function openVoice({ layer, clock, host, signal, onError }: Opening): Promise<OpenVoice> {
  const path = layer.layer.paths?.[0] ?? layer.layer.id;
  const voice = await layer.content.get();
  signal.throwIfAborted();

  // Made here and not in JSX: React would make two in strict mode, and both could be heard.
  const audio = document.createElement('audio');
  // No cookies to another origin that a bundle may come from.
  audio.crossOrigin = 'anonymous';
  // What is heard is fetched when it plays.
  audio.preload = 'metadata';
  audio.preservesPitch = true;
  audio.disableRemotePlayback = true;
  host.append(audio);
  const follower = new VoiceFollower(audio, layer.clock, clock);
  for (const event of EVENTS) audio.addEventListener(event, follower.notice, { signal });
  const stops = [clock.subscribe(follower.follow), clock.lead(follower)];
  const close = (): void => {
    for (const stop of stops) stop();
    follower.dispose();
    audio.remove();
    // Ends the download too.
    audio.removeAttribute('src');
    audio.load();
  };
  signal.addEventListener('abort', close, { once: true });
  const fail = (error: unknown): void => {
    follower.dispose();
    if (!signal.aborted) onError(asTraceError(error));
  };
  audio.addEventListener(
    'error',
    () => {
      const reason = REASONS[audio.error?.code ?? 0] ?? 'the browser gave no reason';
      const detail = audio.error?.message ? ` (${audio.error.message})` : '';
      fail(new TraceError('media-failed', { path, reason: reason + detail }));
    },
    { signal },
  );
  const means = new MediaMeans();
  // Not waited for: what is read and seen beside the sound is there before.
  playMedia(voice, { kind: 'audio', ...SOUND, means, signal, onError: fail })
    .then(({ href, attach }) => {
      attach(audio);
      audio.src = href;
      follower.follow();
    })
    .catch(fail);
  return { follower, means };
}
