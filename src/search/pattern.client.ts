import { TraceError } from '../base/errors.ts';
import { connect, handOver } from '../base/rpc.ts';
import { Answers } from './answers.ts';
import type { PatternWorker } from './pattern-runner.ts';
import type { PatternService } from './pattern-service.ts';

/** Starts a worker for patterns: from within the worker of the search, whose text it is given block by block. */
export function startPatternWorker(): PatternWorker {
  if (typeof Worker === 'undefined')
    throw new TraceError('unsupported-here', {
      what: 'A search by pattern',
      reason: 'this browser starts no worker within a worker',
    });
  const worker = new Worker(new URL('./pattern.worker.ts', import.meta.url), { type: 'module' });
  const service = connect<PatternService>(worker);
  const answers = new Answers();
  worker.onerror = ({ message }) =>
    answers.fail(
      new TraceError('internal', { reason: `the pattern worker failed: ${message || 'it did not load'}` }),
    );
  const ready = answers.of(service.ready()).then(() => undefined);
  // Whoever waits hears of it.
  ready.catch(() => undefined);
  return {
    ready: () => ready,
    match: (block, query, all) =>
      answers.of(service.match(handOver(block, [block.starts.buffer]), query, all)),
    terminate: () => worker.terminate(),
  };
}
