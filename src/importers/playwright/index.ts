import { asTraceError } from '../../base/errors.ts';
import type { ForeignFile } from '../foreign.ts';
import { declined, found, ofOneFile, type Detection } from '../importer.ts';
import { numberField } from '../../base/json.ts';
import { partialJson } from '../partial-json.ts';

/** What a zip may be refused for: it is then no zip that could be told. */
const NO_ZIP: readonly string[] = ['zip-invalid', 'zip-limit', 'path-refused'];

/** Traces of Playwright (https://playwright.dev/docs/trace-viewer): a zip of events, network and blobs. */
export const playwright = ofOneFile({
  id: 'playwright',
  title: 'Playwright trace',
  async detect(file) {
    if (!(await file.isZip())) return declined('it is no zip');
    try {
      return await detectZip(await file.zipped());
    } catch (error) {
      if (NO_ZIP.includes(asTraceError(error).code)) return declined('its zip is damaged');
      throw error;
    }
  },
  load: async () => (await import('./convert.ts')).convert,
});

async function detectZip(files: ReadonlyMap<string, ForeignFile>): Promise<Detection> {
  const traces = [...files.values()].filter(({ path }) => path.endsWith('.trace'));
  if (traces.length === 0)
    return declined(
      files.has('report.jsonl')
        ? 'it is a blob report of Playwright, which holds results of tests: "npx playwright merge-reports" makes a report of it, and its traces are the zips in resources'
        : 'its zip has no .trace file',
    );
  for (const trace of traces) {
    const [line = ''] = (await trace.headText()).split('\n', 1);
    const version = numberField(partialJson(line), 'version');
    if (version !== undefined) return found('playwright-trace', String(version));
  }
  return found('playwright-trace', null);
}
