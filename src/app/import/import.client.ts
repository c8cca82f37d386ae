/** Imports foreign files in a worker of its own. Browser only. */
import { inOwnWorker } from '../../base/own-worker.ts';
import type { DroppedFile, ImportedTrace, ImportPage, ImportService } from './import-service.ts';

/** The worker ends with it, and with `signal`. Else as `ImportService.importAll`. */
export function importInWorker(
  label: string,
  files: readonly DroppedFile[],
  progress: ImportPage['progress'],
  signal: AbortSignal,
): Promise<readonly ImportedTrace[]> {
  const page: ImportPage = { progress };
  return inOwnWorker<ImportService, readonly ImportedTrace[]>(
    new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' }),
    'imports files',
    page,
    (service) => service.importAll(label, files),
    signal,
  );
}
