import { connect, type Remote } from '../../base/rpc.ts';
import { FrameServer, type FrameServerPage } from './frame-server.ts';

const page: Remote<FrameServerPage> = connect<FrameServerPage>(
  globalThis,
  new FrameServer({ read: (start, end) => page.read(start, end), near: (served) => page.near(served) }),
);
