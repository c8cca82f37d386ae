import { onlyFile, type ForeignFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';
import { eventFiles } from './event-files.ts';

const load = async () => (await import('./convert.ts')).convert;

/** Rows of evaluations with OpenHands up to 0.x: JSON Lines, or one list, each with the whole history of a run. */
export const openHands: Importer = {
  id: 'openhands',
  title: 'OpenHands evaluation',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    const head = await file.headText();
    if (isEvent(head))
      return declined('it is one event of a conversation: open the folder that holds them all');
    const isRow = /"(?:instance_id|issue_type)"\s*:/.test(head) && /"instruction"\s*:/.test(head);
    if (/^\s*(?:\[\s*)?\{/.test(head) && isRow && /"history"\s*:\s*\[|"agent_class"\s*:/.test(head))
      return found('openhands', '0');
    return declined('its first line is no row with an instruction and a history');
  },
  split: async (unit) => (await import('./rows.ts')).rowsOf(unit),
  load,
};

/** Conversations of OpenHands, one file an event: `events/12.json` of 0.x, `events/event-00012-….json` of 1.x. */
export const openHandsFolder: Importer = {
  id: 'openhands-folder',
  title: 'OpenHands conversation',
  of: 'folder',
  async detect({ files }) {
    const [first, ...others] = eventFiles(files);
    if (!first || others.length === 0) return declined('it holds no numbered files of events');
    if (!isEvent(await headOf(first.file)))
      return declined(`${first.file.path} is no event of a conversation`);
    return found('openhands', String(first.version));
  },
  load,
};

function headOf(file: ForeignFile): Promise<string> {
  return file.headText();
}

/** Of either version. */
function isEvent(head: string): boolean {
  if (!/^\s*\{/.test(head) || !/"source"\s*:\s*"/.test(head)) return false;
  const numbered = /^\s*\{\s*"id"\s*:\s*(?:\d+|")/.test(head);
  return numbered && /"(?:action|observation|kind)"\s*:/.test(head) && !/"history"\s*:/.test(head);
}
