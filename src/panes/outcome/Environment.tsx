import { formatMillis, type Manifest } from './outcome-data.ts';
import { Facts, Nothing } from './parts.tsx';
import styles from './outcome-lists.module.css';

/** What was worked on, and on what. */
export function Environment({ manifest: { task, session, clock } }: { readonly manifest: Manifest }) {
  const repos = task.repos ?? [];
  const { os, arch, tools, container_image: image } = session.environment ?? {};
  const {
    wall_utc: wall,
    wall_uncertainty_us: uncertainty,
    local_zone: zone,
    time_shifted: shifted,
  } = clock.origin;
  return (
    <>
      {repos.length === 0 && <Nothing>No repositories were recorded.</Nothing>}
      {repos.map((repo) => (
        <div key={repo.name} className={styles['block']}>
          <h2>{repo.name}</h2>
          <Facts
            facts={[
              ['Address', repo.url === null ? 'only in the bundle' : repo.url],
              ['Base commit', repo.base_commit === null ? 'none at the start' : commit(repo.base_commit)],
              ['Head commit', repo.head_commit ? commit(repo.head_commit) : undefined],
              ...(repo.bundle_path === undefined ? [] : [['Git bundle', repo.bundle_path] as const]),
              ...(repo.diff_path === undefined ? [] : [['Diff', repo.diff_path] as const]),
            ]}
          />
        </div>
      ))}
      <div className={styles['block']}>
        <h2>Machine</h2>
        <Facts
          facts={[
            ['System', os],
            ['Architecture', arch],
            ['Container image', image === null ? 'none' : image],
            [
              'Began',
              wall === null
                ? undefined
                : `${wall}${uncertainty === null ? ', uncertainty unknown' : ` ± ${formatMillis(uncertainty)}`}${shifted === true ? ' (moved on purpose: not the true time)' : ''}`,
            ],
            ['Time zone', zone ?? undefined],
          ]}
        />
      </div>
      <div className={styles['block']}>
        <h2>Tools</h2>
        {tools && Object.keys(tools).length > 0 ? (
          <Facts facts={Object.entries(tools)} />
        ) : (
          <Nothing>No tools were recorded.</Nothing>
        )}
      </div>
    </>
  );
}

function commit(hash: string) {
  return <code>{hash}</code>;
}
