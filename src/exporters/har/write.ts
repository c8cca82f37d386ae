/** A network layer as HAR: byte for byte, or the entries of a range. Times stay those of the wall clock. */
import { correctedMap } from '../../trace/corrections.ts';
import { harStart } from '../../trace/har.ts';
import { field, listField } from '../../base/json.ts';
import { parseJson } from '../../trace/json-report.ts';
import { onlyPath } from '../../trace/only-path.ts';
import { chosenLayer, isWithin, type Piece, type Write } from '../exporter.ts';
import { filePieces } from '../file-pieces.ts';

const MICROS_PER_MILLI = 1_000;

export const writeHar: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const layer = chosenLayer(trace, ['network'], request);
  const path = onlyPath(layer);
  const { range, signal } = request;
  if (!range) {
    yield* filePieces(trace, path, signal);
    return;
  }
  const archive = parseJson(await trace.bundle.readText(path, signal), path, 'HAR');
  const map = correctedMap(layer.clock, trace.corrections.get(layer.id));
  const entries = listField(archive, 'log', 'entries').filter((entry) => {
    const start = harStart(entry);
    return (
      start !== undefined && isWithin(map.toTrace((start * MICROS_PER_MILLI) / map.microsPerUnit), range)
    );
  });
  const pages = new Set(entries.map((entry) => field(entry, 'pageref')));
  const log = {
    ...(field(archive, 'log') as object | undefined),
    pages: listField(archive, 'log', 'pages').filter((page) => pages.has(field(page, 'id'))),
    entries,
  };
  yield `${JSON.stringify({ log }, null, 2)}\n`;
};
