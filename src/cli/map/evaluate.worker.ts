/** The thread in which expressions of mappings run, so that it can be ended. */
import { workerData } from 'node:worker_threads';
import { connect, type RpcPort } from '../../base/rpc.ts';
import { EvaluateService } from './evaluate-service.ts';

connect(workerData as RpcPort, new EvaluateService());
