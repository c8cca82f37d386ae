/** What could be seen just before a moment: stills by reference, the end of what terminals printed, the page, the file. */
import { ZERO, type TraceTime } from '../../base/time.ts';
import type { TrainingStep } from '../../schema/generated/types.ts';
import { plainText } from '../../trace/plain-text.ts';
import type { TimedBrowserEvent, TimedEdit, Terminal, Video } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Track } from '../../trace/track.ts';
import { clipped } from '../steps/clipped.ts';
import type { StepOptions } from '../steps/step-options.ts';

/** All of it but what an agent was told, which its own record tells. */
type Observation = Pick<TrainingStep['observation'], 't_us' | 'frames' | 'terminals' | 'pages' | 'files'>;
type Still = Observation['frames'][number];

interface Of<T> {
  readonly id: string;
  readonly content: T;
}

/** Chunks of a terminal that are looked back at, at most. */
const LOOK_BACK = 256;

export class Observer {
  readonly #videos: readonly Of<Video>[];
  readonly #terminals: readonly Of<Terminal>[];
  readonly #browsers: readonly Of<Track<TimedBrowserEvent>>[];
  readonly #edits: readonly Of<Track<TimedEdit>>[];
  readonly #maxText: number;

  private constructor(
    videos: readonly Of<Video>[],
    terminals: readonly Of<Terminal>[],
    browsers: readonly Of<Track<TimedBrowserEvent>>[],
    edits: readonly Of<Track<TimedEdit>>[],
    maxText: number,
  ) {
    this.#videos = videos;
    this.#terminals = terminals;
    this.#browsers = browsers;
    this.#edits = edits;
    this.#maxText = maxText;
  }

  /** Reads the layers that are wanted. Rejects as that does. */
  static async of(trace: Trace, { layers, maxText }: StepOptions): Promise<Observer> {
    const read = async <T>(
      list: readonly { readonly layer: { readonly id: string }; readonly content: { get(): Promise<T> } }[],
    ): Promise<readonly Of<T>[]> => {
      const found: Of<T>[] = [];
      for (const { layer, content } of list)
        if (!layers || layers.has(layer.id)) found.push({ id: layer.id, content: await content.get() });
      return found;
    };
    return new Observer(
      await read(trace.videos),
      await read(trace.terminals),
      await read(trace.browsers),
      await read(trace.edits),
      maxText,
    );
  }

  get hasFrames(): boolean {
    return this.#videos.length > 0;
  }

  /** The state just before `time`: after all that happened earlier. Nothing did before 0; the first frames stand there already. */
  async before(time: TraceTime): Promise<Observation> {
    if (time === ZERO)
      return { t_us: ZERO, frames: this.framesAt(ZERO), terminals: [], pages: [], files: [] };
    const at = (time - 1) as TraceTime;
    const terminals = [];
    for (const { id, content } of this.#terminals) {
      const shown = await this.#tail(content, at);
      if (shown) terminals.push({ layer: id, ...shown });
    }
    const pages = this.#browsers.flatMap(({ id, content }) => {
      const last = content.items.findLast(
        (item) => item.time <= at && item.event.type === 'navigated',
      )?.event;
      return last?.type === 'navigated'
        ? [{ layer: id, tab: last.tab, url: last.url, title: last.title ?? null }]
        : [];
    });
    const files = this.#edits.flatMap(({ id, content }) => {
      const last = content.items.findLast((item) => item.time <= at && 'file' in item.event)?.event;
      return last && 'file' in last && last.type !== 'close' ? [{ layer: id, file: String(last.file) }] : [];
    });
    return { t_us: at, frames: this.framesAt(at), terminals, pages, files };
  }

  /** The frames on screen, one a video; none before the first. */
  framesAt(time: TraceTime): readonly Still[] {
    return this.#videos.flatMap(({ id, content: { frames } }) => {
      const index = frames.indexAt(time);
      return index < 0 ? [] : [{ layer: id, index, t_us: frames.startOf(index) }];
    });
  }

  /** The end of what was printed, as plain text. */
  async #tail({ chunks, player }: Terminal, at: TraceTime): Promise<{ readonly output: string } | undefined> {
    const to = chunks.indexAt(at) + 1;
    let from = to;
    let length = 0;
    while (from > 0 && length < this.#maxText * 2 && to - from < LOOK_BACK)
      length += chunks.lengths[--from] ?? 0;
    const texts = await player.texts(from, to);
    const text = plainText(
      texts.filter((_, index) => chunks.kindOf(from + index) === 'output').join(''),
    ).trim();
    if (text === '') return undefined;
    return {
      output: text.length > this.#maxText ? clipped(text.slice(-this.#maxText), this.#maxText).text : text,
    };
  }
}
