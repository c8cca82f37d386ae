import { connect } from '../base/rpc.ts';
import { TerminalService } from './terminal-service.ts';

connect(globalThis, new TerminalService());
