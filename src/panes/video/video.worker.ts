import { connect, type Remote } from '../../base/rpc.ts';
import type { FrameServerPage } from './frame-protocol.ts';
import { FrameServer } from './frame-server.ts';

const page: Remote<FrameServerPage> = connect<FrameServerPage>(
  globalThis,
  new FrameServer({ read: (start, end) => page.read(start, end), near: (served) => page.near(served) }),
);
