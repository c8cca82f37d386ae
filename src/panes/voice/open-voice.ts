import { TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
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
export async function openVoice({ layer, clock, host, signal, onError }: Opening): Promise<VoiceFollower> {
  const path = layer.layer.paths?.[0] ?? layer.layer.id;
  const voice = await layer.content.get();
  signal.throwIfAborted();
  const address = await voice.url(signal);
  if (signal.aborted) address.release();
  signal.throwIfAborted();

  // Made here and not in JSX: React would make two in strict mode, and both could be heard.
  const audio = document.createElement('audio');
  // No cookies to another origin that a bundle may come from.
  audio.crossOrigin = 'anonymous';
  audio.preload = 'auto';
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
    address.release();
  };
  signal.addEventListener('abort', close, { once: true });
  audio.addEventListener(
    'error',
    () => {
      follower.dispose();
      const reason = REASONS[audio.error?.code ?? 0] ?? 'the browser gave no reason';
      const detail = audio.error?.message ? ` (${audio.error.message})` : '';
      onError(new TraceError('media-failed', { path, reason: reason + detail }));
    },
    { signal },
  );
  audio.src = address.href;
  follower.follow();
  return follower;
}
