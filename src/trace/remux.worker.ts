import { connect, type Remote } from '../base/rpc.ts';
import type { MediaPage } from './media-service.ts';
import { RemuxService } from './remux-service.ts';

const page: Remote<Pick<MediaPage, 'read'>> = connect<Pick<MediaPage, 'read'>>(
  globalThis,
  new RemuxService({ read: (start, end) => page.read(start, end) }),
);
