import { onlyFile } from '../foreign.ts';
import { declined, found, type Importer } from '../importer.ts';

/** Runs of mini-swe-agent, trajectory formats 1.x, and lists of messages without anything around them. */
export const miniSweAgent: Importer = {
  id: 'mini-swe-agent',
  title: 'mini-swe-agent trajectory',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    if (!file) return declined('it is not one file');
    const head = await file.headText();
    const tail = new TextDecoder().decode(
      await file.artifact.read(Math.max(0, file.size - 4_096), file.size),
    );
    const named = /"trajectory_format"\s*:\s*"mini-swe-agent-([\w.-]{1,20})"/.exec(`${head}\n${tail}`);
    if (named && /^\s*\{/.test(head)) return found('mini-swe-agent', named[1] ?? null);
    if (/^\s*\{/.test(head) && /"mini_version"\s*:/.test(head) && /"messages"\s*:\s*\[/.test(head))
      return found('mini-swe-agent', null);
    // A list of messages says nothing of who made it, and any chat may hold a block of a shell: how each command is
    // answered does.
    if (
      /^\s*\[\s*\{\s*"(?:role|content)"\s*:\s*"/.test(head) &&
      /```(?:mswea_bash_command|bash)\b/.test(head) &&
      /<returncode>/.test(head)
    )
      return found('mini-swe-agent', null);
    return declined(
      'it names no trajectory_format of mini-swe-agent, and is no list of messages with its commands and their <returncode>',
    );
  },
  load: async () => (await import('./convert.ts')).convert,
};
