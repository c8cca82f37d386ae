import { useEffect, useState } from 'react';
import { timeWords } from '../trace/order-only.ts';
import type { TraceSession } from './session-store.ts';

/** Milliseconds of rest after which a moment is said: a held key says only where it stopped. */
const REST_MILLIS = 500;

/** Says where the playhead came to rest, and what happens there, to those who do not see it. Playing says nothing. */
export function Announcer({ session }: { readonly session: TraceSession }) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const { clock } = session;
    let said = clock.now();
    let timer: number | undefined;
    const rest = (): void => {
      clearTimeout(timer);
      if (clock.playing || clock.now() === said) return;
      timer = window.setTimeout(() => {
        said = clock.now();
        // The slider tells its own value.
        if (document.activeElement?.getAttribute('role') !== 'slider') setWords(placeOf(session));
      }, REST_MILLIS);
    };
    const stop = clock.subscribe(rest);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return (
    <div className="visually-hidden" role="status" aria-label="Playhead">
      {words}
    </div>
  );
}

/** The time, and the step that the list of steps has there. */
function placeOf({ clock, reports, trace }: TraceSession): string {
  const step = reports.all['steps']?.['text'];
  const time = timeWords(trace.manifest).place(clock.now());
  return typeof step === 'string' ? `${time}. Last step: ${step}` : time;
}
