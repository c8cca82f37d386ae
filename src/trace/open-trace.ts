import { field } from '../base/json.ts';
import { nextTurn } from '../base/pause.ts';
import { ProblemLog } from '../base/problem-log.ts';
import { inSlices } from '../base/slices.ts';
import { fromMicros } from '../base/time.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import type { Layer } from '../schema/generated/types.ts';
import { isNewer } from '../schema/migrations/migrate.ts';
import { readManifest } from '../schema/read-manifest.ts';
import { readManifestFile } from './manifest-file.ts';
import { checkedBundle } from './checked-bundle.ts';
import { correctTrace } from './correct-trace.ts';
import { placeCues } from './cues.ts';
import { NO_CORRECTIONS } from './corrections.ts';
import { declaredGaps } from './declared-gaps.ts';
import { placeDom } from './dom-recording.ts';
import { placeNetwork } from './har.ts';
import { LayerOpener, type Turn } from './layer-opener.ts';
import { orderSteps } from './order-only.ts';
import { placeAgent } from './place-agent.ts';
import { placeLogs, placeMetrics, placeSpans } from './place-signals.ts';
import {
  placeAnnotations,
  placeBrowser,
  placeCommands,
  placeDiagnostics,
  placeEdits,
  placeStills,
  placeTestRuns,
  type LayerContext,
  type TrackWork,
} from './read-records.ts';
import { ON_THIS_THREAD, type TraceReaders } from './readers.ts';
import type { Trace } from './trace.ts';

/** Kinds of layers whose items stand on the time axis; a diff of the whole does not. */
const TIMED_KINDS: readonly Layer['kind'][] = [
  'screen_frames',
  'input_events',
  'terminal',
  'commands',
  'browser_events',
  'browser_dom',
  'ide_edits',
  'test_runs',
  'diagnostics',
  'transcript',
  'annotations',
  'network',
  'agent_steps',
  'otel_spans',
  'otel_logs',
  'otel_metrics',
];

const AT_ONCE: Turn = { pictured: Promise.resolve(), all: false };

/**
 * Opens a bundle by its manifest alone; layers are read when first asked for. Rejects where there is no manifest that
 * can be used; everything else that is wrong becomes a problem of the trace. `readers`: what reads files that may be
 * large, and takes long; files that are read whole wait for their turn, those of several megabytes or all of them.
 */
export async function openTrace(
  source: BundleSource,
  signal?: AbortSignal,
  readers: TraceReaders = ON_THIS_THREAD,
  turn: Turn = AT_ONCE,
): Promise<Trace> {
  const { json } = await readManifestFile(source, signal);
  // In tasks of their own: there may be thousands of files in it.
  await nextTurn();
  const { manifest, problems: found } = readManifest(json, source.label);
  await nextTurn();
  const problems = new ProblemLog();
  found.forEach(problems.add);
  const bundle = checkedBundle(source, manifest.files, problems);
  const duration = fromMicros(manifest.clock.duration);
  const newer = isNewer(manifest.schema.version);
  const steps = orderSteps(manifest);
  if (steps !== undefined) problems.add({ severity: 'info', code: 'trace-order-only', details: { steps } });
  else
    for (const { id, kind, status, clock } of manifest.layers)
      if (status === 'present' && clock.domain === 'order_only' && TIMED_KINDS.includes(kind))
        problems.add({ severity: 'info', code: 'order-only', details: { layer: id } });
  const pauses = declaredGaps(field(manifest.clock, 'x-pauses'), '/clock/x-pauses', duration, problems.add);
  const opener = new LayerOpener({
    bundle,
    layers: manifest.layers,
    duration,
    pauses,
    problems,
    newer,
    signal,
    readers,
    turn,
  });
  const opened: Trace = {
    label: source.label,
    manifest,
    bundle,
    duration,
    problems,
    displays: manifest.session.displays ?? [],
    layers: manifest.layers,
    pauses,
    corrections: NO_CORRECTIONS,
    corrected(corrections) {
      return correctTrace(this, corrections, opener.remake);
    },
    videos: opener.videos(),
    stills: opener.eachFile('screen_frames', sliced(placeStills)),
    voices: opener.voices(),
    terminals: opener.terminals(),
    inputs: opener.inputs(),
    commands: opener.eachFile('commands', sliced(placeCommands)),
    transcripts: opener.eachFile('transcript', sliced(placeCues)),
    edits: opener.eachFile('ide_edits', sliced(placeEdits)),
    browsers: opener.eachFile('browser_events', sliced(placeBrowser)),
    doms: opener.eachFile('browser_dom', ({ items }, context, path) =>
      inSlices(placeDom(items, path, context)),
    ),
    networks: opener.eachFile('network', ({ head, items }, context, path) =>
      placeNetwork({ entries: items, skipped: head }, path, context),
    ),
    annotations: opener.eachFile('annotations', sliced(placeAnnotations)),
    agents: opener.eachFile('agent_steps', (holds, context, path) =>
      inSlices(placeAgent(holds, path, context)),
    ),
    spans: opener.eachFile('otel_spans', sliced(placeSpans)),
    logs: opener.eachFile('otel_logs', sliced(placeLogs)),
    metrics: opener.eachFile('otel_metrics', sliced(placeMetrics)),
    diffs: opener.diffs(),
    tests: opener.eachFile('test_runs', async (records, context) =>
      opener.files.counted(await inSlices(placeTestRuns(records, context)), ({ format }) => format, context),
    ),
    diagnostics: opener.eachFile('diagnostics', async (records, context) =>
      opener.files.counted(await inSlices(placeDiagnostics(records, context)), () => 'sarif', context),
    ),
  };
  return opened;
}

/** Places what a file holds, in slices. */
function sliced<H, T>(
  place: (holds: H, context: LayerContext) => TrackWork<T>,
): (holds: H, context: LayerContext) => Promise<T> {
  return (holds, context) => inSlices(place(holds, context));
}
