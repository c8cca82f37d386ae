/** What the actions and tools of OpenHands did. Pure. */
import type { Overrule } from '../agent/tool-events.ts';
import { isDone, shell, strReplaceEditor, visit, write } from '../agent/tools.ts';
import type { ToolAction, ToolTable, ToolUse } from '../agent/tools.ts';
import type { EditedFile } from './steps-maker.ts';

const EXIT = /\[The command completed with exit code (\d{1,6})\.\]\s*$/;
const ran = shell(['command'], EXIT);

function run(use: ToolUse): readonly ToolAction[] {
  const { command, is_input: isInput } = use.args;
  if (String(isInput) !== 'true') return ran(use);
  return typeof command === 'string'
    ? [{ kind: 'typed', text: command, output: use.result?.text ?? '' }]
    : [];
}

/** A script for the browser: pages that it goes to. */
function browsed(use: ToolUse): readonly ToolAction[] {
  const script = use.args['browser_actions'] ?? use.args['code'];
  if (!isDone(use) || typeof script !== 'string') return [];
  return [...script.matchAll(/\bgoto\(\s*(['"])(https?:\/\/[^'"\s]{1,2000})\1/g)].map(([, , url = '']) => ({
    kind: 'visit',
    url,
  }));
}

export const OPENHANDS_TOOLS: ToolTable = new Map([
  ['run', run],
  ['execute_bash', run],
  ['terminal', run],
  ['write', write('path', 'content')],
  ['edit', strReplaceEditor],
  ['file_editor', strReplaceEditor],
  ['str_replace_editor', strReplaceEditor],
  ['browse', visit('url')],
  ['browser_navigate', visit('url')],
  ['browse_interactive', browsed],
  ['browser', browsed],
]);

/** Answers of edits hold the whole file, before and after. */
export function withTexts(edits: ReadonlyMap<string, EditedFile>): Overrule {
  return (use) => {
    const edit = edits.get(use.id);
    if (!edit || !isDone(use) || use.args['command'] === 'view') return undefined;
    const { file, before, after, isNew } = edit;
    return [
      {
        kind: 'write',
        file,
        text: after,
        created: isNew,
        ...(before !== undefined && { before }),
      },
    ];
  };
}
