import { connect, type Remote } from '../base/rpc.ts';
import { JudgeService, type JudgePage } from './judge-service.ts';

const page: Remote<JudgePage> = connect<JudgePage>(globalThis, new JudgeService(() => page));
