import { connect } from '../base/rpc.ts';
import { PatternService } from './pattern-service.ts';

connect(globalThis, new PatternService());
