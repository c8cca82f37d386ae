/** The last log records: all, those of a level, or those of a trace. */
import { parseArgs } from 'node:util';
import { clockTime, Signals } from './signals.js';

const MOST = 12;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { level: { type: 'string' } } });
const [trace] = positionals;
const found = new Signals()
  .logs()
  .filter(({ severityText, traceId }) => {
    return (values.level ?? severityText) === severityText && (trace ?? traceId) === traceId;
  })
  .toSorted((a, b) => a.at - b.at);
for (const { at, severityText, service, text } of found.slice(-MOST))
  console.log(`${clockTime(at)} ${severityText.padEnd(5)} ${service.padEnd(7)} ${text}`);
console.log(found.length === 1 ? '1 record' : `${found.length} records`);
