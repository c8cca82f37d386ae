/** What the tools of Claude Code did. Pure. */
import { isDone, replace, shell, visit, write } from '../agent/tools.ts';
import type { ToolAction, ToolTable, ToolUse } from '../agent/tools.ts';
import type { Overrule } from '../agent/tool-events.ts';
import { field, isObject, listField, textField } from '../../base/json.ts';

const edit = replace('file_path', 'old_string', 'new_string');
/** Of a command that failed: its answer begins so. One that did not says no code. */
const EXIT = /^(?:Error: )?Exit code (-?\d{1,6})(?:\n|$)/;
const ran = shell(['command']);
const failed = shell(['command'], EXIT);

export const CLAUDE_TOOLS: ToolTable = new Map([
  ['Bash', (use: ToolUse) => (use.result?.failed === true ? failed(use) : ran(use))],
  ['Write', write('file_path', 'content')],
  ['Edit', edit],
  ['MultiEdit', multiEdit],
  ['WebFetch', visit('url')],
]);

function multiEdit(use: ToolUse): readonly ToolAction[] {
  const { file_path: file, edits } = use.args;
  return Array.isArray(edits) && edits.length <= 1_000
    ? edits.flatMap((one: unknown) =>
        isObject(one) ? edit({ ...use, args: { ...one, file_path: file } }) : [],
      )
    : [];
}

/** `results`: what the tools gave back to the program, with the whole text of a file before its change. */
export function withOriginals(results: ReadonlyMap<string, unknown>): Overrule {
  return (use) => {
    const result = results.get(use.id);
    const before = field(result, 'originalFile');
    if (!isDone(use) || !isObject(result) || !['Write', 'Edit', 'MultiEdit'].includes(use.name))
      return undefined;
    const file = textField(result, 'filePath');
    const content = field(result, 'content');
    if (use.name === 'Write' && file !== undefined && typeof content === 'string')
      return [
        {
          kind: 'write',
          file,
          text: content,
          created: field(result, 'type') === 'create',
          ...(typeof before === 'string' && { before }),
        },
      ];
    if (typeof before !== 'string') return undefined;
    const actions = use.name === 'MultiEdit' ? multiEdit(use) : edit(use);
    return actions.map((action, index) =>
      index === 0 && (action.kind === 'replace' || action.kind === 'write') ? { ...action, before } : action,
    );
  };
}

/** What a call that starts an agent says of it. */
export function startedBy(message: unknown): readonly { readonly prompt: string; readonly title: string }[] {
  return listField(message, 'content').flatMap((block) => {
    const input = field(block, 'input');
    const prompt = textField(input, 'prompt');
    if (!['Task', 'Agent'].includes(textField(block, 'name') ?? '') || prompt === undefined) return [];
    return [
      { prompt, title: textField(input, 'description') ?? textField(input, 'subagent_type') ?? 'Sub-agent' },
    ];
  });
}
