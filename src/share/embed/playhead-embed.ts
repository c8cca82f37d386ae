/**
 * Drives a Playhead that is shown in a frame. One file that imports nothing, to be copied into the page with the frame;
 * the built viewer has it as `embed/playhead-embed.js`. What goes over the wire is told in docs/EMBEDDING.md.
 */

/** Rises when something of the protocol is taken away or changes its meaning. */
export const EMBED_VERSION = 1;

/** What is to be seen. Times are in seconds from the start of the trace. */
export interface EmbedState {
  readonly phase: 'empty' | 'opening' | 'ready' | 'failed';
  /** Title of the open trace; null where none is. While another one is being opened, what was open is still here. */
  readonly title: string | null;
  readonly time: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly rate: number;
  /** Index of the frame at `time` in the first video, from 0; null without one. */
  readonly frame: number | null;
  readonly frameCount: number | null;
  /** true: the browser confirmed that this very frame is on screen. null where that is not known. */
  readonly exact: boolean | null;
  /** Every pane shows the moment `time`. */
  readonly settled: boolean;
  /** Why what was asked for last could not be opened. */
  readonly error: EmbedFault | null;
}

/** What went wrong: test the code, show the message. */
export interface EmbedFault {
  /** One of the viewer's codes (docs/EMBEDDING.md), or of this client: `no-answer`, `version-unknown`, `frame-reloaded`, `closed`. */
  readonly code: string;
  readonly message: string;
}

/** What a page may ask for, beside the number by which it is answered. */
export type EmbedCall =
  | { readonly call: 'load'; readonly source: string | File }
  | { readonly call: 'seek'; readonly seconds: number }
  | { readonly call: 'step'; readonly frames: number }
  | { readonly call: 'step'; readonly events: number }
  | { readonly call: 'play'; readonly rate?: number }
  | { readonly call: 'pause' }
  | { readonly call: 'ready' }
  | { readonly call: 'settled' };

/** To the window of the frame, with a port along: what follows goes over that. */
export interface EmbedHello {
  readonly type: 'playhead:hello';
  readonly versions: readonly number[];
}

/** From the frame. `page`: one number for each time that the page was loaded. */
export type EmbedMessage =
  | { readonly type: 'welcome'; readonly version: number; readonly page: number; readonly state: EmbedState }
  | { readonly type: 'unwelcome'; readonly versions: readonly number[] }
  | { readonly type: 'answer'; readonly id: number }
  /** `id` is null where the message had none. */
  | { readonly type: 'fault'; readonly id: number | null; readonly fault: EmbedFault }
  | { readonly type: 'state'; readonly state: EmbedState };

export class EmbedError extends Error {
  readonly code: string;

  constructor({ code, message }: EmbedFault) {
    super(message);
    this.name = 'EmbedError';
    this.code = code;
  }
}

export interface EmbedOptions {
  /** Origin of the viewer; unless told, that of the frame's `src`. */
  readonly origin?: string;
  /** Milliseconds after which a viewer that does not answer is given up: 30,000 unless told. */
  readonly patience?: number;
}

/**
 * Connects to the viewer in `frame`. Rejects with an EmbedError: `no-answer` where it does not answer (no Playhead is there,
 * or it does not list this page's origin), `version-unknown` where it speaks other versions.
 */
export function connectPlayhead(
  frame: HTMLIFrameElement,
  options: EmbedOptions = {},
): Promise<EmbeddedPlayhead> {
  const { origin = new URL(frame.src, document.baseURI).origin, patience = 30_000 } = options;
  return new Promise((resolve, reject) => {
    const player = new EmbeddedPlayhead(frame, origin, (error) => {
      clearTimeout(timer);
      if (!error) return resolve(player);
      player.close();
      reject(error);
    });
    const timer = setTimeout(() => {
      player.close();
      reject(new EmbedError({ code: 'no-answer', message: `${origin} does not answer this page.` }));
    }, patience);
  });
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: EmbedError) => void;
}

/** A viewer in a frame. Calls reject with an EmbedError. Made by `connectPlayhead`. */
export class EmbeddedPlayhead {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #told: (error?: EmbedError) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(state: EmbedState) => void>();
  #port: MessagePort | undefined;
  #page: number | undefined;
  #state: EmbedState | undefined;
  #calls = 0;

  constructor(frame: HTMLIFrameElement, origin: string, told: (error?: EmbedError) => void) {
    this.#frame = frame;
    this.#origin = origin;
    this.#told = told;
    // Again whenever it was loaded anew: the other end of the port is then gone.
    frame.addEventListener('load', this.#hello);
    // A frame whose document can be looked into is still the empty one that each begins with, or of this page's origin.
    if (frame.contentDocument?.URL !== 'about:blank') this.#hello();
  }

  /** What was told last. */
  get state(): EmbedState {
    if (!this.#state)
      throw new EmbedError({ code: 'no-answer', message: 'The viewer has not answered yet.' });
    return this.#state;
  }

  /** Calls `listener` with each new state, once a frame at most. Returns how to stop. */
  subscribe(listener: (state: EmbedState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens an address (relative to the viewer's page; `…#key=…` with the key of an encrypted bundle), or a .trace.zip or .trace.enc. Resolves when it is open and shown. */
  load(source: string | File): Promise<void> {
    return this.#call({ call: 'load', source });
  }

  /** Jumps; resolves when every pane shows that moment, while playing when it has stopped. */
  seek(seconds: number): Promise<void> {
    return this.#call({ call: 'seek', seconds });
  }

  /** Moves by frames of the first video, or by events of any track; negative is back. Resolves as `seek` does. */
  step(by: { readonly frames: number } | { readonly events: number }): Promise<void> {
    return this.#call({ call: 'step', ...by });
  }

  /** Plays at `rate` trace seconds a second: 0.25 to 16, negative backwards. Resolves when it has begun. */
  play(rate?: number): Promise<void> {
    return this.#call({ call: 'play', ...(rate !== undefined && { rate }) });
  }

  pause(): Promise<void> {
    return this.#call({ call: 'pause' });
  }

  /** Resolves when the trace that was asked for last, by anybody, is open and shown; rejects when it could not be opened. */
  ready(): Promise<void> {
    return this.#call({ call: 'ready' });
  }

  /** Resolves when every pane shows the present moment; while playing, when it has stopped. */
  settled(): Promise<void> {
    return this.#call({ call: 'settled' });
  }

  /** Ends the connection; the frame stays as it is. */
  close(): void {
    this.#frame.removeEventListener('load', this.#hello);
    this.#port?.close();
    this.#port = undefined;
    this.#giveUp({ code: 'closed', message: 'The connection to the viewer was closed.' });
  }

  readonly #hello = (): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<EmbedMessage>) => this.#hear(port1, data);
    const hello: EmbedHello = { type: 'playhead:hello', versions: [EMBED_VERSION] };
    // To that origin alone: whatever else is in the frame by now does not get the port.
    this.#frame.contentWindow?.postMessage(hello, this.#origin, [port2]);
  };

  #hear(port: MessagePort, message: EmbedMessage): void {
    if (message.type === 'welcome') return this.#welcome(port, message);
    if (message.type === 'unwelcome') {
      const versions = message.versions.join(', ');
      this.#told(
        new EmbedError({
          code: 'version-unknown',
          message: `The viewer speaks other versions: ${versions}.`,
        }),
      );
    } else if (message.type === 'state') this.#show(message.state);
    else if (message.id !== null) {
      const caller = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === 'answer') caller?.resolve();
      else caller?.reject(new EmbedError(message.fault));
    }
  }

  #welcome(port: MessagePort, { page, state }: EmbedMessage & { readonly type: 'welcome' }): void {
    // The same page was greeted twice: while it was being loaded, and when it was.
    if (page === this.#page) return port.close();
    this.#giveUp({ code: 'frame-reloaded', message: 'The viewer was loaded anew before it could answer.' });
    this.#port?.close();
    this.#port = port;
    this.#page = page;
    this.#show(state);
    this.#told();
  }

  #show(state: EmbedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  #call(call: EmbedCall): Promise<void> {
    const port = this.#port;
    if (!port)
      return Promise.reject(
        new EmbedError({ code: 'closed', message: 'There is no connection to the viewer.' }),
      );
    const id = (this.#calls += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      port.postMessage({ id, ...call });
    });
  }

  #giveUp(fault: EmbedFault): void {
    const callers = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of callers) reject(new EmbedError(fault));
  }
}
