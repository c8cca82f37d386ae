/** Answers a page around this one that says hello, and from then on does what it asks for over the port that it sent. */
import type { StoreApi } from 'zustand/vanilla';
import { TraceError } from '../../base/errors.ts';
import { EMBED_VERSION, type EmbedCall, type EmbedMessage } from '../../share/embed/playhead-embed.ts';
import type { PlayheadApi } from '../page-api.ts';
import type { SessionStore } from '../session-store.ts';
import { allowedEmbedders } from './embedders.ts';
import { embedState, faultOf, watchState } from './embed-state.ts';
import { idOf, readCall, readHello } from './read-call.ts';

/** Hellos of one page whose ports are kept: it says another where it, or this page, was loaded anew. */
const MAX_PORTS = 4;
/** Calls of a port that wait for their answer. */
const MAX_CALLS = 100;

const endings: (() => void)[] = [];

/** Says nothing to an origin that is not allowed: not even that something listens. */
export function greet(
  { data, origin, ports }: Pick<MessageEvent<unknown>, 'data' | 'origin' | 'ports'>,
  sessions: StoreApi<SessionStore>,
  page: Pick<Window, 'document' | 'playhead'> = window,
): void {
  const [port, ...others] = ports;
  const versions = readHello(data);
  if (!port || others.length > 0 || !versions || !allowedEmbedders(page.document).has(origin)) return;
  const send = (message: EmbedMessage): void => port.postMessage(message);
  if (!versions.includes(EMBED_VERSION)) return send({ type: 'unwelcome', versions: [EMBED_VERSION] });
  endings.push(converse(port, send, sessions, page.playhead));
  if (endings.length > MAX_PORTS) endings.shift()?.();
}

function converse(
  port: MessagePort,
  send: (message: EmbedMessage) => void,
  sessions: StoreApi<SessionStore>,
  playhead: PlayheadApi,
): () => void {
  const state = embedState(sessions.getState().state);
  send({ type: 'welcome', version: EMBED_VERSION, page: performance.timeOrigin, state });
  const watch = watchState(sessions, (next) => send({ type: 'state', state: next }));
  let waiting = 0;
  const answer = async (data: unknown): Promise<void> => {
    const id = idOf(data);
    waiting += 1;
    try {
      if (waiting > MAX_CALLS)
        throw new TraceError('call-invalid', { reason: `${MAX_CALLS} calls wait for their answer already` });
      await obey(playhead, readCall(data));
      // What came of it is known before the answer.
      watch.look();
      // A call without an id is refused when it is read.
      if (id !== null) send({ type: 'answer', id });
    } catch (error) {
      send({ type: 'fault', id, fault: faultOf(error) });
    } finally {
      waiting -= 1;
    }
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => void answer(data);
  // What cannot be taken apart here, as an object of another kind of page.
  port.onmessageerror = () => void answer(undefined);
  return () => {
    watch.stop();
    port.close();
  };
}

/** The order of what is asked for is kept: each begins when it comes, and is answered when it is done. */
async function obey(playhead: PlayheadApi, call: EmbedCall): Promise<void> {
  switch (call.call) {
    case 'load':
      return playhead.load(call.source);
    case 'seek':
      return playhead.seek(call.seconds);
    case 'step':
      return playhead.step('frames' in call ? { frames: call.frames } : { events: call.events });
    case 'play':
      playhead.play(call.rate);
      return;
    case 'pause':
      playhead.pause();
      return;
    case 'ready':
      return playhead.ready();
    case 'settled':
      return playhead.settled();
  }
}
