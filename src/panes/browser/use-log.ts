import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { BrowserData } from './browser-data.ts';
import { BrowserLog } from './browser-log.ts';

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly title: string;
  readonly error: TraceError;
}

export interface ReadLog {
  readonly log: BrowserLog;
  readonly failed: readonly FailedLayer[];
}

/**
 * Reads the layers, holding the clock meanwhile; undefined until all of them are read or have failed. When their times
 * are corrected, what was read before stays until they are read anew.
 */
export function useLog(data: BrowserData, clock: Clock): ReadLog | undefined {
  const [read, setRead] = useState<{ readonly data: BrowserData; readonly result: ReadLog }>();
  useEffect(() => {
    let current = true;
    void readLog(data).then((result) => {
      if (current) setRead({ data, result });
    });
    return () => {
      current = false;
    };
  }, [data]);
  const reading = read?.data !== data;
  useEffect(() => (reading ? clock.hold('browser') : undefined), [reading, clock]);
  return read?.result;
}

async function readLog({ browsers, doms, networks }: BrowserData): Promise<ReadLog> {
  const failed: FailedLayer[] = [];
  const [events, recordings, requests] = await Promise.all([
    readAll(browsers, failed),
    readAll(doms, failed),
    readAll(networks, failed),
  ]);
  const log = new BrowserLog(
    events.map(({ id, content }) => ({ id, track: content })),
    requests.map(({ content }) => content),
    recordings.map(({ id, content }) => ({ id, recording: content })),
  );
  return { log, failed };
}

async function readAll<T>(
  layers: readonly TraceLayer<T>[],
  failed: FailedLayer[],
): Promise<readonly { readonly id: string; readonly content: T }[]> {
  const all = await Promise.all(
    layers.map(async ({ layer, content }) => {
      try {
        return { id: layer.id, content: await content.get() };
      } catch (error) {
        failed.push({ title: layer.title ?? layer.id, error: asTraceError(error) });
        return undefined;
      }
    }),
  );
  return all.filter((item) => item !== undefined);
}
