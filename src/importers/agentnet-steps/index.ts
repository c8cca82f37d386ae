import type { ForeignFile, ForeignUnit } from '../foreign.ts';
import { declined, found, ofOneFile, type Importer } from '../importer.ts';
import { listField, field, textField } from '../../base/json.ts';
import { partialJson } from '../partial-json.ts';

const load: Importer['load'] = async () => (await import('./convert.ts')).convert;
const NONE = 'it has no line with a traj of steps with an image and a value';

/** Tasks of AgentNet after its reduction: a line each, with the still and the code of every step. */
export const agentnetSteps = ofOneFile({
  id: 'agentnet-steps',
  title: 'AgentNet steps',
  detect: async (file) => ((await isSteps(file)) ? found('agentnet-steps', null) : declined(NONE)),
  load,
});

/** The same with the stills beside it. */
export const agentnetStepsFolder: Importer = {
  id: 'agentnet-steps-folder',
  title: 'AgentNet steps with stills',
  of: 'folder',
  detect: async (unit) => ((await stepsFile(unit)) ? found('agentnet-steps', null) : declined(NONE)),
  load,
};

const STILL = /\.(?:png|jpe?g|webp)$/i;

/** The one file of steps among those of a folder that stand in it itself. */
export async function stepsFile({ files }: ForeignUnit): Promise<ForeignFile | undefined> {
  const some: ForeignFile[] = [];
  for (const file of files.values()) {
    const isNamed = files.size === 1 || (!file.path.includes('/') && /\.jsonl?$/i.test(file.name));
    if (isNamed && (await isSteps(file))) some.push(file);
  }
  const [only] = some;
  // A folder that holds more than steps and stills is several recordings: each is told by itself.
  const isAlone = [...files.values()].every((file) => file === only || STILL.test(file.name));
  return some.length === 1 && isAlone ? only : undefined;
}

async function isSteps(file: ForeignFile): Promise<boolean> {
  const [line = ''] = (await file.headText()).trimStart().split('\n', 1);
  const task = line.startsWith('{') ? partialJson(line) : undefined;
  const [first] = listField(task, 'traj');
  return textField(first, 'image') !== undefined && field(first, 'value') !== undefined;
}
