/** A layer of agent steps that others are made from. */
import type { FileDraft } from '../bundle-draft.ts';
import type { RunTimes } from './run-times.ts';

export interface RunLayer {
  /** id of the layer of agent steps. */
  readonly layer: string;
  /** What people call the agent. */
  readonly title: string;
  readonly actor: string;
  readonly times: RunTimes;
  /** Where it worked, as its tools write it; undefined: unknown. */
  readonly root: string | undefined;
}

export function jsonLinesFile(name: string, records: readonly object[]): FileDraft {
  return {
    name,
    mediaType: 'application/x-ndjson',
    content: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    records: records.length,
  };
}
