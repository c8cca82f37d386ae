/** Judges a bundle in a worker of its own. Browser only. */
import { inOwnWorker } from '../base/own-worker.ts';
import type { Remote } from '../base/rpc.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import { lendBundle } from '../bundle/lent-bundle.ts';
import type { JudgeProgress } from './facts.ts';
import type { JudgePage, JudgeRequest, JudgeService } from './judge-service.ts';
import type { QcReport } from './judge.ts';
import type { WholeBundle, WholeRequest } from './whole-bundle.ts';

/**
 * Judges `bundle` as it lies there: the worker opens it anew, so that nothing that was changed on the page counts. The
 * worker ends with it, and with `signal`, whose reason it then rejects with. Else as `JudgeService.judge`.
 */
export function judgeInWorker(
  bundle: BundleSource,
  request: Omit<JudgeRequest, 'label'>,
  onProgress: (progress: JudgeProgress) => void,
  signal: AbortSignal,
): Promise<QcReport> {
  const { label } = bundle;
  return inWorker(bundle, (service) => service.judge({ ...request, label }), onProgress, signal);
}

/** Reads `bundle` byte for byte in the same way. Else as `readWhole`. */
export function readWholeInWorker(
  bundle: BundleSource,
  request: WholeRequest,
  onProgress: (progress: JudgeProgress) => void,
  signal: AbortSignal,
): Promise<WholeBundle> {
  const { label } = bundle;
  return inWorker(bundle, (service) => service.readWhole({ ...request, label }), onProgress, signal);
}

async function inWorker<T>(
  bundle: BundleSource,
  work: (service: Remote<JudgeService>) => Promise<T>,
  progress: (progress: JudgeProgress) => void,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
  const page: JudgePage = { ...lendBundle(bundle, ended.signal), progress };
  try {
    // Rules do not stop for a signal: the whole worker does.
    return await inOwnWorker<JudgeService, T>(worker, 'judges', page, work, signal);
  } finally {
    ended.abort();
  }
}
