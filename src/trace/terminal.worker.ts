import { connect, type Remote } from '../base/rpc.ts';
import { TerminalService, type TerminalPage } from './terminal-service.ts';

const page: Remote<TerminalPage> = connect<TerminalPage>(
  globalThis,
  new TerminalService({ next: (number) => page.next(number) }),
);
