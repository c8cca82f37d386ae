/** What the actions of SWE-agent did: all are lines for its shell, whose own commands edit files. Pure. */
import { exitOf, type ToolTable, type ToolUse } from '../agent/tools.ts';

/** Commands of its editor and for finding files, which are no programs. */
const OWN =
  /^(?:open|goto|scroll_up|scroll_down|create|edit|insert|str_replace_editor|submit|search_dir|search_file|find_file|filemap|view_image)\b/;

export const SWE_TOOLS: ToolTable = new Map([
  [
    'action',
    ({ args, result }: ToolUse) => {
      const command = args['command'];
      const line = typeof command === 'string' ? command.trim() : '';
      if (line === '' || OWN.test(line)) return [];
      const cwd = args['cwd'];
      return [
        {
          kind: 'shell',
          command: line,
          cwd: typeof cwd === 'string' ? cwd : null,
          exit: exitOf(result),
          output: result?.text ?? '',
        },
      ];
    },
  ],
]);
