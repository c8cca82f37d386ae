import { Columns2, FolderTree, List, Rows2 } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Counts } from './Counts.tsx';
import { AGAINST_WORDS } from './describe-content.ts';
import type { Against } from './diff-data.ts';
import styles from './diff-pane.module.css';
import type { Picture } from './picture.ts';

/** How the two texts stand: beside each other, or in one column. */
export type ViewMode = 'side' | 'inline';

export function isViewMode(text: string | undefined): text is ViewMode {
  return text === 'side' || text === 'inline';
}

interface ToolbarProps {
  readonly picture: Picture | undefined;
  readonly baseCommit: string | undefined;
  readonly against: Against;
  readonly following: boolean;
  readonly sideBySide: boolean;
  /** The structure stands beside the code, in the place of the list of files; undefined: there is none. */
  readonly hasStructure: boolean | undefined;
  readonly onAgainst: (against: Against) => void;
  readonly onFollow: () => void;
  readonly onMode: (mode: ViewMode) => void;
  readonly onStructure: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const { picture, against, following, sideBySide, hasStructure, onAgainst, onFollow, onMode } = props;
  const fixed = picture?.fixed ?? false;
  return (
    <header className={styles['bar']}>
      {picture && <Title picture={picture} />}
      <div className={styles['tools']}>
        {!following && (
          <button
            type="button"
            className={styles['follow']}
            title="Show the file that is in front in the editor, and the line that is worked in"
            onClick={onFollow}
          >
            Follow
          </button>
        )}
        <label className={styles['against']}>
          <span className={styles['versus']}>against</span>
          <select
            value={fixed ? 'base' : against}
            disabled={fixed}
            title={againstTitle(fixed, props.baseCommit)}
            onChange={({ target }) => onAgainst(target.value as Against)}
          >
            {Object.entries(AGAINST_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {hasStructure !== undefined && (
          <IconButton
            icon={hasStructure ? List : FolderTree}
            label={hasStructure ? 'Show the list of files' : 'Show the structure before and after'}
            onClick={props.onStructure}
          />
        )}
        <IconButton
          icon={sideBySide ? Rows2 : Columns2}
          label={sideBySide ? 'Show in one column' : 'Show side by side'}
          onClick={() => onMode(sideBySide ? 'inline' : 'side')}
        />
      </div>
    </header>
  );
}

function againstTitle(fixed: boolean, baseCommit: string | undefined): string | undefined {
  const commit = baseCommit === undefined ? undefined : `Base commit ${baseCommit}`;
  return fixed ? `${commit ?? 'The base commit'}: this file is known only by its diff against it` : commit;
}

function Title({ picture: { path, when, hunks } }: { readonly picture: Picture }) {
  const sum = (part: 'added' | 'removed'): number =>
    hunks?.reduce((total, hunk) => total + hunk[part].length, 0) ?? 0;
  return (
    <>
      <h2 className={styles['path']} title={path}>
        <bdi>{path}</bdi>
      </h2>
      <Counts added={sum('added')} removed={sum('removed')} />
      <span className={styles['when']} title={when}>
        {when}
      </span>
    </>
  );
}
