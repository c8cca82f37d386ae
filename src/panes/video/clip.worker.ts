import { connect, handOver, type Remote } from '../../base/rpc.ts';
import { ClipMaker, type ClipPage } from './clip.ts';

const page: Remote<ClipPage> = connect<ClipPage>(
  globalThis,
  new ClipMaker({
    read: (which, start, end) => page.read(which, start, end),
    next: (index) => page.next(index),
    write: (position, bytes) => {
      // Copied: it is a part of a buffer that other parts are still to be taken from.
      const copy = bytes.slice();
      return page.write(position, handOver(copy, [copy.buffer]));
    },
  }),
);
