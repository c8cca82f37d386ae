/** A bench for the pane: a real clock, real sounds, and what came of them at hand. */
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { expect, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import type { Problem } from '../../../src/base/errors.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import { blobBytes } from '../../../src/bundle/byte-source.ts';
import { blobUrl } from '../../../src/bundle/bundle-source.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import type { VoiceData } from '../../../src/panes/voice/voice-data.ts';
import { VoicePane } from '../../../src/panes/voice/VoicePane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { Annotation, Cue, Layer, TimedAnnotation, TraceLayer } from '../../../src/trace/layers.ts';
import type { Peaks } from '../../../src/trace/peaks.ts';
import { Track } from '../../../src/trace/track.ts';
import type { Voice } from '../../../src/trace/trace.ts';
import '../../../src/ui/theme.css';

function layerOf<T>(id: string, kind: Layer['kind'], offset: number, make: () => Promise<T>): TraceLayer<T> {
  const clock = {
    domain: 'media',
    native_unit: 's',
    sync_quality: 'measured',
    map: [{ native: 0, trace_us: offset * 1e6 }],
  } as const;
  const layer: Layer = { id, kind, status: 'present', title: id, clock };
  return { layer, clock: clockMap(clock), content: new Lazy(make) };
}

/** `bytes` of a sound that begins `offset` seconds into the trace. */
export function voiceLayer(
  bytes: Uint8Array<ArrayBuffer>,
  offset = 0,
  id = 'voice',
  shipped?: Peaks,
): TraceLayer<Voice> {
  const blob = new Blob([bytes], { type: 'audio/wav' });
  const source = blobBytes(blob, 'voice.wav');
  return layerOf(id, 'speech_audio', offset, () =>
    Promise.resolve({
      mediaType: 'audio/wav',
      isDirect: () => Promise.resolve(true),
      url: () => Promise.resolve(blobUrl(blob)),
      file: () =>
        Promise.resolve({
          path: 'voice.wav',
          size: blob.size,
          read: (start, end) => source.read(start, end),
        }),
      shippedOutline: () => Promise.resolve(shipped),
    }),
  );
}

/** [start, end, text, speaker] in seconds. */
export function cueLayer(
  cues: readonly (readonly [number, number, string, string?])[],
  id = 'transcript',
): TraceLayer<Track<Cue>> {
  const items = cues.map(([start, end, text, speaker]): Cue => {
    return { time: fromSeconds(start), end: fromSeconds(end), text, speaker };
  });
  return layerOf(id, 'transcript', 0, () => Promise.resolve(new Track(items)));
}

/** [seconds, type, text, actor] of annotations. */
export function noteLayer(
  notes: readonly (readonly [number, Annotation['type'], string, string?])[],
): TraceLayer<Track<TimedAnnotation>> {
  const items = notes.map(([t, type, text, actor]): TimedAnnotation => {
    return { time: fromSeconds(t), annotation: { t, type, text, ...(actor !== undefined && { actor }) } };
  });
  return layerOf('notes', 'annotations', 0, () => Promise.resolve(new Track(items)));
}

/** Counts what is attached to the clock from here on. */
function countAttached(clock: Transport): () => number {
  let count = 0;
  const counted =
    <A,>(attach: (argument: A) => () => void) =>
    (argument: A): (() => void) => {
      const detach = attach(argument);
      let done = false;
      count += 1;
      return () => {
        if (!done) count -= 1;
        done = true;
        detach();
      };
    };
  Object.assign(clock, {
    subscribe: counted(clock.subscribe.bind(clock)),
    lead: counted(clock.lead.bind(clock)),
    hold: counted(clock.hold.bind(clock)),
  });
  return () => count;
}

interface Size {
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
}

export class Bench {
  readonly clock: Transport;
  readonly place = document.createElement('div');
  readonly reports: PaneReport[] = [];
  readonly problems: Problem[] = [];
  readonly #attached: () => number;
  readonly #complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  readonly #root: Root;

  constructor(data: Partial<VoiceData>, duration: TraceTime, { width = 420, height = 480 }: Size = {}) {
    document.documentElement.dataset['theme'] ??= 'dark';
    this.clock = createClock(duration);
    this.#attached = countAttached(this.clock);
    this.place.style.cssText = `width:${width}px;height:${height}px`;
    document.body.replaceChildren(this.place);
    this.#root = createRoot(this.place);
    const all = {
      ...{ voices: [], transcripts: [], notes: [], names: new Map<string, string>() },
      ...{ noSound: undefined, noTranscript: undefined, ...data },
    };
    const report = (shown: PaneReport, problem?: Problem): void => {
      this.reports.push(shown);
      if (problem) this.problems.push(problem);
    };
    this.#root.render(
      <StrictMode>
        <VoicePane data={all} clock={this.clock} report={report} />
      </StrictMode>,
    );
  }

  get shown(): PaneReport | undefined {
    return this.reports.at(-1);
  }

  get audio(): HTMLAudioElement {
    const audio = this.place.querySelector('audio');
    if (!audio) throw new Error('there is no sound');
    return audio;
  }

  find(selector: string): HTMLElement {
    const found = this.place.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  }

  /** Seeks, waits until the pane is right, and gives what it reports. */
  async at(seconds: number): Promise<PaneReport | undefined> {
    this.clock.seek(fromSeconds(seconds));
    await this.clock.settled();
    return this.shown;
  }

  /** Waits until all is read and, with a sound, its waveform drawn. */
  async ready(): Promise<this> {
    await vi.waitFor(() => expect(this.shown).toBeDefined());
    if (this.place.querySelector('audio')) {
      await vi.waitFor(() => expect(this.audio.readyState).toBeGreaterThanOrEqual(1));
      await vi.waitFor(() => this.find('[role=slider]'));
    }
    await this.clock.settled();
    return this;
  }

  /** Ends it, and checks that nothing stays behind. */
  async close(): Promise<void> {
    const audio = this.place.querySelector('audio');
    this.#root.unmount();
    await vi.waitFor(() => expect([this.#attached(), this.clock.holders]).toEqual([0, []]));
    expect(audio?.paused ?? true).toBe(true);
    expect(document.querySelectorAll('audio')).toHaveLength(0);
    this.clock.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const spy of this.#complaints) {
      expect(spy.mock.calls).toEqual([]);
      spy.mockRestore();
    }
  }
}
