/** A supervisor of its own process, as `playhead capture start` starts one: FOLDER SOCKET. */
import { loadPlan } from '../../../src/cli/capture/plan.ts';
import { supervise } from '../../../src/cli/capture/supervisor.ts';

const [, , folder = '', socket = ''] = process.argv;
await supervise(folder, await loadPlan(folder), socket);
