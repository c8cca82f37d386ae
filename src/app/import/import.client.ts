/** Imports foreign files in a worker of its own. Browser only. */
import { inOwnWorker } from '../../base/own-worker.ts';
import type { MappingText } from '../mappings/mapping-text.ts';
import { withPatience } from '../mappings/patience.ts';
import type { DroppedFile, ImportedAll, ImportPage, ImportService } from './import-service.ts';

/**
 * The worker ends with it, with `signal`, and where a mapping never ends: this then rejects with `mapping-slow`. Else as
 * `ImportService.importAll`.
 */
export function importInWorker(
  label: string,
  files: readonly DroppedFile[],
  chosen: MappingText | undefined,
  progress: ImportPage['progress'],
  signal: AbortSignal,
): Promise<ImportedAll> {
  let watch: ImportPage['byMapping'] = () => undefined;
  const page: ImportPage = { progress, byMapping: (name) => watch(name) };
  return inOwnWorker<ImportService, ImportedAll>(
    new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' }),
    'imports files',
    page,
    (service) => {
      const work = service.importAll(label, files, chosen);
      return new Promise((resolve, reject) => {
        work.then(resolve, reject);
        watch = (name) => void withPatience(name, service, work, signal).catch(reject);
      });
    },
    signal,
  );
}
