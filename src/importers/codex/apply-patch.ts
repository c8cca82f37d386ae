/** Patches in the form that Codex’s own tool takes (https://github.com/openai/codex: apply_patch_tool_instructions.md). Pure. */
import { append } from '../../base/long-lists.ts';
import { isDone, type ToolAction, type ToolUse } from '../agent/tools.ts';

const FILE = /^\*\*\* (Add|Update|Delete) File: (.+)$/;

/** What a patch did; a file that it also moved is left out. */
export function patched(use: ToolUse, text: string | undefined): readonly ToolAction[] {
  if (!isDone(use) || text === undefined) return [];
  const actions: ToolAction[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const [, kind, file] = FILE.exec(lines[at] ?? '') ?? [];
    if (kind === undefined || file === undefined) continue;
    const body: string[] = [];
    while (
      at + 1 < lines.length &&
      !/^\*\*\* (?:(?:Add|Update|Delete) File: |End Patch)/.test(lines[at + 1] ?? '')
    ) {
      at += 1;
      body.push(lines[at] ?? '');
    }
    if (kind === 'Delete') actions.push({ kind: 'delete', file });
    else if (kind === 'Add') actions.push({ kind: 'write', file, text: textOf(body, ['+']), created: true });
    else append(actions, updates(file, body));
  }
  return actions;
}

function updates(file: string, body: readonly string[]): readonly ToolAction[] {
  if (body.some((line) => line.startsWith('*** Move to: '))) return [];
  const hunks: string[][] = [[]];
  for (const line of body) {
    if (line.startsWith('@@')) hunks.push([]);
    else if (/^[ +-]/.test(line) || line === '') hunks.at(-1)?.push(line === '' ? ' ' : line);
  }
  return hunks
    .filter((hunk) => hunk.some((line) => !line.startsWith(' ')))
    .map((hunk) => ({
      kind: 'replace',
      file,
      from: textOf(hunk, [' ', '-']),
      to: textOf(hunk, [' ', '+']),
      everywhere: false,
    }));
}

function textOf(lines: readonly string[], signs: readonly string[]): string {
  return lines
    .filter((line) => signs.includes(line.slice(0, 1)))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}
