import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Recording } from '../recording.ts';
import type { Scenario } from '../scenario.ts';
import type { WallClock } from './wall.ts';
import type { BundleWriter } from './writer.ts';

interface Running {
  readonly t_start: number;
  readonly t_end: number | null;
}

/** Records of the ide_edits layer: which file is in front, what was saved, what was committed. */
export function editEvents(
  scenario: Scenario,
  recording: Recording,
  wall: Pick<WallClock, 'monotonic'>,
  commands: readonly Running[],
  writer: BundleWriter,
): readonly object[] {
  const { titles, saves, commits, startUs } = recording;
  const tabs = scenario.tabs.filter((tab) => !tab.startsWith('/'));
  const opened = tabs.map((file) => ({ t: startUs, type: 'open', file }));
  const focused = titles.flatMap(({ atUs, title }, index) => {
    const file = tabs.find((tab) => basename(tab) === title);
    const before = titles[index - 1]?.title;
    return file !== undefined && before !== title && atUs >= startUs
      ? [{ t: atUs, type: 'focus', file }]
      : [];
  });
  const saved = saves.map((save, index) => {
    const t = save.standing ? startUs : wall.monotonic(save.atUs);
    const duringCommand = commands.some(({ t_start, t_end }) => t >= t_start && t <= (t_end ?? Infinity));
    const by = save.standing ? 'unknown' : duringCommand ? 'command' : 'editor';
    const base = { t, type: save.kind, file: save.file, by, ...standing(save) };
    const diff = writer.write(`layers/edits/${String(index + 1).padStart(2, '0')}.diff`, save.diff);
    return save.kind === 'delete'
      ? { ...base, diff }
      : { ...base, diff, ...writer.blob(readFileSync(save.copy)) };
  });
  const committed = commits.map((made) => {
    const t = made.standing ? startUs : wall.monotonic(made.atUs);
    const { commit, message, repository = scenario.project } = made;
    return { t, type: 'commit', commit, repo: repository, message, ...standing(made) };
  });
  return [...opened, ...focused, ...saved, ...committed].toSorted((a, b) => a.t - b.t);
}

/** What the session found, and did not make, stands at its start, and says so. */
function standing({ standing: stood }: { readonly standing?: true }): object {
  return stood ? { 'x-before-start': true } : {};
}
