import { Columns2, Rows2 } from 'lucide-react';
import { formatTimecode } from '../../base/time.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Comparison } from './comparer.ts';
import { AGAINST_WORDS } from './describe-content.ts';
import type { Against } from './diff-data.ts';
import styles from './diff-pane.module.css';
import { Count } from './HunkList.tsx';

/** How the two texts stand: beside each other, or in one column. */
export type ViewMode = 'side' | 'inline';

interface ToolbarProps {
  readonly comparison: Comparison | undefined;
  readonly baseCommit: string | undefined;
  readonly against: Against;
  readonly following: boolean;
  readonly sideBySide: boolean;
  readonly onAgainst: (against: Against) => void;
  readonly onFollow: () => void;
  readonly onMode: (mode: ViewMode) => void;
}

export function Toolbar(props: ToolbarProps) {
  const { comparison, baseCommit, against, following, sideBySide, onAgainst, onFollow, onMode } = props;
  return (
    <header className={styles['bar']}>
      {comparison && <Title comparison={comparison} />}
      <div className={styles['tools']}>
        {!following && (
          <button
            type="button"
            className={styles['follow']}
            title="Show the file that is in front in the editor"
            onClick={onFollow}
          >
            Follow
          </button>
        )}
        <label className={styles['against']}>
          <span className={styles['versus']}>against</span>
          <select
            value={against}
            title={baseCommit === undefined ? undefined : `Base commit ${baseCommit}`}
            onChange={({ target }) => onAgainst(target.value as Against)}
          >
            {Object.entries(AGAINST_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <IconButton
          icon={sideBySide ? Rows2 : Columns2}
          label={sideBySide ? 'Show in one column' : 'Show side by side'}
          onClick={() => onMode(sideBySide ? 'inline' : 'side')}
        />
      </div>
    </header>
  );
}

function Title({ comparison: { target, hunks } }: { readonly comparison: Comparison }) {
  const { path, version } = target;
  const sum = (part: 'added' | 'removed'): number =>
    hunks?.reduce((total, hunk) => total + hunk[part].length, 0) ?? 0;
  return (
    <>
      <h2 className={styles['path']} title={path}>
        <bdi>{path}</bdi>
      </h2>
      <span className={styles['counts']}>
        <Count count={sum('added')} sign="+" words="added" />
        <Count count={sum('removed')} sign="−" words="removed" />
      </span>
      <span className={styles['when']}>
        {version
          ? `${version.kind} ${formatTimecode(version.time)}`
          : target.file.versions.length > 0
            ? 'not written yet: as in the base commit'
            : ''}
      </span>
    </>
  );
}
