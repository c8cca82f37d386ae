import { useEffect, useState } from 'react';
import { asTraceError } from '../../base/errors.ts';
import type { Lazy } from '../../base/lazy.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { CommandLog } from './command-log.ts';
import type { FailedLayer, Recording, TerminalData } from './terminal-data.ts';

/** The pane's layers, read. */
export interface Recordings {
  readonly terminals: readonly Recording[];
  readonly commands: CommandLog;
  readonly failed: readonly FailedLayer[];
}

/**
 * Reads the layers, holding the clock meanwhile; undefined until all of them are read or have failed. When their times
 * are corrected, what was read before stays until they are read anew.
 */
export function useRecordings(data: TerminalData, clock: Clock): Recordings | undefined {
  const [read, setRead] = useState<{ readonly data: TerminalData; readonly recordings: Recordings }>();
  const reading = read?.data !== data;
  useEffect(() => {
    let current = true;
    void readAll(data).then((all) => {
      if (current) setRead({ data, recordings: all });
    });
    return () => {
      current = false;
    };
  }, [data]);
  useEffect(() => (reading ? clock.hold('terminal') : undefined), [reading, clock]);
  return read?.recordings;
}

async function readAll({ terminals, commands }: TerminalData): Promise<Recordings> {
  const failed: FailedLayer[] = [];
  const read = async <T, R>(
    layers: readonly TraceLayer<T>[],
    make: (content: T, id: string, title: string) => R,
  ): Promise<readonly R[]> => {
    const all = await Promise.all(layers.map((layer) => readOne(layer, make, failed)));
    return all.filter((item) => item !== undefined);
  };
  const [recordings, logs] = await Promise.all([
    read(terminals, (terminal, id, title) => ({ id, title, terminal })),
    read(commands, (track) => track),
  ]);
  const ordered = commands.every(({ layer }) => layer.clock.domain === 'order_only');
  return { terminals: recordings, commands: new CommandLog(logs, ordered), failed };
}

async function readOne<T, R>(
  { layer, content }: { readonly layer: TraceLayer<T>['layer']; readonly content: Lazy<T> },
  make: (content: T, id: string, title: string) => R,
  failed: FailedLayer[],
): Promise<R | undefined> {
  const title = layer.title ?? layer.id;
  try {
    return make(await content.get(), layer.id, title);
  } catch (error) {
    failed.push({ id: layer.id, title, error: asTraceError(error) });
    return undefined;
  }
}
