/** The slowest traces of the last minute; with --id the id of the slowest alone. */
import { clockTime, Signals } from './signals.js';
import { TraceSet } from './trace-set.js';

const MOST = 5;
const traces = new TraceSet();
traces.add(new Signals().spans());
const slowest = traces.slowest(MOST);
if (process.argv.includes('--id')) {
  console.log(slowest[0]?.root.traceId ?? '');
} else {
  console.log('     took  spans  began         trace');
  for (const { root, spans } of slowest) {
    const took = `${(root.end - root.start).toFixed(0)} ms`.padStart(9);
    console.log(`${took}  ${String(spans).padStart(5)}  ${clockTime(root.start)}  ${root.traceId}`);
  }
}
