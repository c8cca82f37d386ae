/** Writes data in a worker of its own. Browser only. */
import { inOwnWorker } from '../../base/own-worker.ts';
import type { Trace } from '../../trace/trace.ts';
import { lendBundle } from '../../bundle/lent-bundle.ts';
import { withPatience } from '../mappings/patience.ts';
import type { DataJob, DataPage, DataRequest, ExportService, WrittenData } from './export-service.ts';

/**
 * The worker opens the bundle anew, with the corrections of times that are in force. It ends with its work, with
 * `signal`, whose reason this then rejects with, and where a mapping never ends: `mapping-slow`. Else as
 * `ExportService.write`.
 */
export async function writeInWorker(
  { bundle, label, corrections }: Pick<Trace, 'bundle' | 'label' | 'corrections'>,
  request: DataRequest,
  progress: DataPage['progress'],
  signal: AbortSignal,
): Promise<WrittenData> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const job: DataJob = { ...request, label, corrections };
  const { format } = request;
  const worker = new Worker(new URL('./export-data.worker.ts', import.meta.url), { type: 'module' });
  const page: DataPage = { ...lendBundle(bundle.unchecked, ended.signal), progress };
  try {
    return await inOwnWorker<ExportService, WrittenData>(
      worker,
      'writes data',
      page,
      (service) => {
        const work = service.write(job);
        return typeof format === 'string' ? work : withPatience(format.name, service, work, signal);
      },
      signal,
    );
  } finally {
    ended.abort();
  }
}
