/** Names that agents of many makers give their tools: for documents that do not say whose they are. */
import { replace, shell, strReplaceEditor, visit, write, type ToolTable } from './tools.ts';

/** As the tools of gemini-cli, Claude Code, Codex, OpenHands and Terminus write it, on a line of its own. */
const EXIT =
  /^(?:Exit Code: |Exit code |Process exited with code |\[The command completed with exit code |<returncode>)(-?\d{1,6})(?:\.\]|<\/returncode>)?\s*$/m;

const run = shell(['command', 'cmd', 'keystrokes', 'commands'], EXIT, [
  'cwd',
  'workdir',
  'dir_path',
  'directory',
]);
const put = write('file_path', 'content');
const edit = replace('file_path', 'old_string', 'new_string');

export const ANY_TOOLS: ToolTable = new Map([
  ...[
    'bash',
    'Bash',
    'shell',
    'exec',
    'exec_command',
    'execute_bash',
    'run_shell_command',
    'local_shell',
  ].map((name) => [name, run] as const),
  ...['bash_command', 'execute_command', 'run_command', 'terminal', 'run'].map(
    (name) => [name, run] as const,
  ),
  ['write_file', put],
  ['Write', put],
  ['replace', edit],
  ['Edit', edit],
  ['str_replace_editor', strReplaceEditor],
  ['str_replace_based_edit_tool', strReplaceEditor],
  ['file_editor', strReplaceEditor],
  ...['WebFetch', 'web_fetch', 'fetch', 'goto', 'browse', 'navigate', 'browser_navigate'].map(
    (name) => [name, visit('url')] as const,
  ),
]);
