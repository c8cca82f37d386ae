import { isCompanion } from '../../bundle/companion-name.ts';
import { unitOf } from '../foreign.ts';
import { declined, found, ofOneFile, type Importer } from '../importer.ts';
import { headJson } from '../partial-json.ts';
import { kindsOf } from './requests.ts';

/** Files of a folder that are looked into. */
const MAX_FILES = 200;

const load: Importer['load'] = async () => (await import('./convert.ts')).convert;

/**
 * Logs, metrics and spans of OpenTelemetry as its Collector writes them to files
 * (https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/).
 */
export const otlp = ofOneFile({
  id: 'otlp',
  title: 'OTLP as JSON Lines',
  async detect(file) {
    return kindsOf(await headJson(file)).length > 0
      ? found('otlp', null)
      : declined('it begins with no object that has resourceLogs, resourceMetrics or resourceSpans');
  },
  load,
});

/** Several of them, which are one trace. */
export const otlpFolder: Importer = {
  id: 'otlp-folder',
  title: 'OTLP as JSON Lines, several files',
  of: 'folder',
  async detect({ files }) {
    const all = [...files.values()].filter(({ path }) => !isCompanion(path));
    if (all.length < 2 || all.length > MAX_FILES)
      return declined(`it does not hold from 2 to ${MAX_FILES} files`);
    for (const file of all)
      if (!(await otlp.detect(unitOf(file))).found) return declined(`${file.path} is no file of OTLP`);
    return found('otlp', null);
  },
  load,
};
