import { connect } from '../../base/rpc.ts';
import { DifferService } from './differ.ts';

connect(globalThis, new DifferService());
