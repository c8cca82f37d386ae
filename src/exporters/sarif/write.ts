/** The lint reports of a layer as one SARIF log: byte for byte where there is only one. */
import { TraceError } from '../../base/errors.ts';
import { listField } from '../../base/json.ts';
import { parseJson } from '../../trace/json-report.ts';
import { chosenLayer, isWithin, type Piece, type Write } from '../exporter.ts';
import { filePieces } from '../file-pieces.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Each run keeps all that it says, and tells its trace time in microseconds in its property bag, where a clock told it. */
export const writeSarif: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const { id, clock } = chosenLayer(trace, ['diagnostics'], request);
  const track = await trace.diagnostics.find(({ layer }) => layer.id === id)?.content.get();
  const reports = (track?.items ?? []).filter(({ time }) => isWithin(time, request.range));
  const [only] = reports;
  if (!only) throw new TraceError('export-empty', { layer: id });
  if (reports.length === 1) {
    yield* filePieces(trace, only.path, request.signal);
    return;
  }
  yield `{"version":"2.1.0","$schema":${JSON.stringify(SCHEMA)},"runs":[\n`;
  let before = '';
  for (const { path, time } of reports) {
    const text = await trace.bundle.readText(path, request.signal);
    for (const run of listField(parseJson(text, path, 'SARIF'), 'runs')) {
      if (typeof run !== 'object' || run === null) continue;
      const bag = 'properties' in run && typeof run.properties === 'object' ? run.properties : {};
      const timed =
        clock.sync_quality === 'order_only'
          ? run
          : { ...run, properties: { ...bag, 'playhead/traceTimeUs': time } };
      yield `${before}${JSON.stringify(timed)}`;
      before = ',\n';
    }
  }
  yield '\n]}\n';
};
