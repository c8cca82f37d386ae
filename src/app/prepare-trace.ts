/** A trace on the way to the screen: its manifest is read, and its corrections are in force. */
import type { BundleSource } from '../bundle/bundle-source.ts';
import { readInWorker } from '../trace/files.client.ts';
import { IN_WORKER } from '../trace/media.client.ts';
import { openTrace } from '../trace/open-trace.ts';
import { terminalWorker } from '../trace/terminal.client.ts';
import type { Trace } from '../trace/trace.ts';
import { keepCorrections, keptCorrections } from './corrections-store.ts';

export interface PreparedTrace {
  readonly trace: Trace;
  /** Ends the reading of it. */
  readonly controller: AbortController;
  /** Resolves when `goOn` was called; never where that was not. */
  readonly pictured: Promise<void>;
  /** Its first picture only has to be drawn: all else waits for it. */
  readonly ahead: boolean;
  /** Lets what needs much be read, once a picture is there: it must not stand in its way. */
  readonly goOn: () => void;
  /** Keeps corrections for the next visit; false where that cannot be done. */
  readonly keep: (trace: Trace) => boolean;
}

/** `ahead`: before anybody wants to see it. Rejects as `openTrace`. */
export async function prepareTrace(
  source: BundleSource,
  controller: AbortController,
  ahead = false,
): Promise<PreparedTrace> {
  const { signal } = controller;
  let goOn: () => void = () => undefined;
  const pictured = new Promise<void>((resolve) => (goOn = resolve));
  const readers = { videos: IN_WORKER, terminals: terminalWorker(signal), files: readInWorker };
  const opened = await openTrace(source, signal, readers, { pictured, all: ahead });
  signal.throwIfAborted();
  const { corrections, problems } = keptCorrections(opened.manifest);
  problems.forEach(opened.problems.add);
  return {
    trace: opened.corrected(corrections),
    controller,
    pictured,
    ahead,
    goOn: () => goOn(),
    keep: ({ manifest, corrections: inForce }) => keepCorrections(manifest, inForce),
  };
}
