import { connect, type Remote } from '../base/rpc.ts';
import { MediaService, type MediaPage } from './media-service.ts';

const page: Remote<MediaPage> = connect<MediaPage>(
  globalThis,
  new MediaService({
    read: (start, end) => page.read(start, end),
    progress: (done) => void page.progress(done),
  }),
);
