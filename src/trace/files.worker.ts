import { connect, type Remote } from '../base/rpc.ts';
import { FileService, type FilePage } from './file-service.ts';

const page: Remote<FilePage> = connect<FilePage>(
  globalThis,
  new FileService({
    next: (job) => page.next(job),
    take: (job, items) => page.take(job, items),
    takeInput: (job, columns) => page.takeInput(job, columns),
  }),
);
