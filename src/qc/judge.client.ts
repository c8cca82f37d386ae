/** Judges a bundle in a worker of its own. Browser only. */
import { TraceError } from '../base/errors.ts';
import { connect } from '../base/rpc.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import { lendBundle } from '../bundle/lent-bundle.ts';
import type { JudgeProgress } from './facts.ts';
import type { JudgePage, JudgeRequest, JudgeService } from './judge-service.ts';
import type { QcReport } from './judge.ts';

/**
 * Judges `bundle` as it lies there: the worker opens it anew, so that nothing that was changed on the page counts. The
 * worker ends with it, and with `signal`, whose reason it then rejects with. Else as `JudgeService.judge`.
 */
export async function judgeInWorker(
  bundle: BundleSource,
  request: Omit<JudgeRequest, 'label'>,
  onProgress: (progress: JudgeProgress) => void,
  signal: AbortSignal,
): Promise<QcReport> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
  const page: JudgePage = { ...lendBundle(bundle, ended.signal), progress: onProgress };
  const service = connect<JudgeService>(worker, page);
  try {
    return await Promise.race([
      service.judge({ ...request, label: bundle.label }),
      new Promise<never>((_, reject) => {
        worker.onerror = ({ message }) =>
          reject(
            new TraceError('internal', {
              reason: `the worker that judges failed: ${message || 'it did not load'}`,
            }),
          );
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
    ]);
  } finally {
    // Rules do not stop for a signal: the whole worker does.
    worker.terminate();
    ended.abort();
  }
}
