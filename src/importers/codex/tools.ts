/** What the tools of Codex did. Pure. */
import { exitOf, shell, type ToolAction, type ToolTable, type ToolUse } from '../agent/tools.ts';
import { textField } from '../../base/json.ts';
import { patched } from './apply-patch.ts';

/** A head of a few lines stands before the output: how long it took, and how it ended. */
const EXIT = /^(?:[^\n]{0,200}\n){0,3}(?:Process exited with code|Exit code:) (-?\d{1,6})(?:\n|$)/;
const HEAD =
  /^(?:(?:Chunk ID|Wall time|Process|Exit code|Original token count|Total output lines)[^\n]*\n){1,8}Output:\n/;

const run = shell(['cmd', 'command'], EXIT, ['workdir']);

function ran(use: ToolUse): readonly ToolAction[] {
  return run(use).map((action) =>
    action.kind === 'shell'
      ? { ...action, output: action.output.replace(HEAD, ''), exit: exitOf(use.result, EXIT) }
      : action,
  );
}

function typed({ args, result }: ToolUse): readonly ToolAction[] {
  const chars = args['chars'];
  return typeof chars === 'string'
    ? [{ kind: 'typed', text: chars, output: (result?.text ?? '').replace(HEAD, '') }]
    : [];
}

function searched({ args }: ToolUse): readonly ToolAction[] {
  const url = textField(args, 'url');
  return url !== undefined && /^https?:\/\//i.test(url) ? [{ kind: 'visit', url }] : [];
}

export const CODEX_TOOLS: ToolTable = new Map([
  ['exec_command', ran],
  ['shell', ran],
  ['shell_command', ran],
  ['container.exec', ran],
  ['local_shell', ran],
  ['write_stdin', typed],
  ['apply_patch', (use: ToolUse) => patched(use, textField(use.args, 'input'))],
  ['web_search', searched],
]);
