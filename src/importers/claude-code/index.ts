import type { ForeignFile } from '../foreign.ts';
import { onlyFile } from '../foreign.ts';
import { declined, found, type Detection, type Importer } from '../importer.ts';
import { field, parsedJson, textField } from '../../base/json.ts';

/** Files of a folder that are looked at. */
const MAX_FILES = 500;

/**
 * Sessions of Claude Code: JSON Lines that no document describes. Read as versions 1.0 to 2.1 write them; what later ones
 * add is counted.
 */
export const claudeCode: Importer = {
  id: 'claude-code',
  title: 'Claude Code session',
  of: 'file',
  async detect(unit) {
    const file = onlyFile(unit);
    return file ? told(await looksOf(file)) : declined('it is not one file');
  },
  load,
};

/** A session with the files of the agents that it started. */
export const claudeCodeFolder: Importer = {
  id: 'claude-code-folder',
  title: 'Claude Code session with sub-agents',
  of: 'folder',
  async detect({ files }) {
    const lines = [...files.values()].filter(({ name }) => name.endsWith('.jsonl'));
    if (lines.length < 2 || files.size > MAX_FILES)
      return declined('it does not hold a session and its agents');
    const looks = await Promise.all(lines.map(looksOf));
    const all = looks.filter((look) => typeof look !== 'string');
    const [main, ...others] = all.filter(({ side }) => !side);
    if (all.length < lines.length || !main || others.length > 0)
      return declined('it does not hold just one session and files of its agents');
    if (all.some(({ session }) => session !== main.session))
      return declined('its files are of several sessions');
    return told(main);
  },
  load,
};

interface Look {
  readonly version: string | null;
  readonly session: string | undefined;
  /** The file is of an agent that another one started. */
  readonly side: boolean;
}

/** What the beginning of a file says; or why it is no session. */
async function looksOf(file: ForeignFile): Promise<Look | string> {
  let summary = false;
  for (const line of (await file.headText()).split('\n', 200)) {
    const value = parsedJson(line);
    const type = textField(value, 'type');
    summary ||= type === 'summary' && textField(value, 'leafUuid') !== undefined;
    const session = textField(value, 'sessionId');
    if (session === undefined || (type !== 'user' && type !== 'assistant')) continue;
    if (textField(value, 'uuid') === undefined || field(value, 'message') === undefined) continue;
    return {
      session,
      version: textField(value, 'version') ?? null,
      side: field(value, 'isSidechain') === true,
    };
  }
  return summary
    ? { session: undefined, version: null, side: false }
    : 'none of its first lines is a message with a sessionId and a uuid';
}

function told(look: Look | string): Detection {
  return typeof look === 'string' ? declined(look) : found('claude-code', look.version);
}

async function load() {
  return (await import('./convert.ts')).convert;
}
