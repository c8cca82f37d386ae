import { ImportLosses } from './ImportLosses.tsx';
import { inWords, MODES, type Manifest, type OutcomeData } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Facts, Nothing } from './parts.tsx';

type Actor = Manifest['session']['actors'][number];
type ChainStep = Manifest['provenance']['chain'][number];
type Tool = Manifest['provenance']['producer'];

type ProvenanceProps = Pick<OutcomeData, 'manifest' | 'bundle'>;

/** Who made the recording, with what, and what was done to it since. */
export function Provenance({ manifest: { session, provenance }, bundle }: ProvenanceProps) {
  const { producer, capture, chain, imported_from: imported = [], notes = [] } = provenance;
  const reports = new Set(imported.flatMap(({ loss_report: path }) => (path === null ? [] : [path])));
  return (
    <>
      <Facts
        facts={[
          ['Mode', MODES[session.mode]],
          [
            'Actors',
            session.actors.length === 0 ? 'none recorded' : session.actors.map(actorName).join('; '),
          ],
          ['Producer', toolName(producer)],
          ...imported.map(
            ({ format, format_version: version, loss_report: loss }, index) =>
              [
                imported.length > 1 ? `Imported from (${index + 1})` : 'Imported from',
                `${format} ${version ?? '(version unknown)'}; ${loss === null ? 'no loss report' : `loss report: ${loss}`}`,
              ] as const,
          ),
        ]}
      />
      {[...reports].map((path) => (
        <ImportLosses key={path} bundle={bundle} path={path} />
      ))}
      <div className={styles['block']}>
        <h2>Capture tools</h2>
        {capture.length === 0 ? (
          <Nothing>No capture tools were recorded.</Nothing>
        ) : (
          <ul className={styles['plain']}>
            {capture.map((tool, index) => (
              <li key={index}>
                {toolName(tool)}
                <span className={styles['quiet']}>
                  {[tool.layers?.join(', '), tool.note].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles['block']}>
        <h2>Chain</h2>
        {chain.length === 0 ? (
          <Nothing>What was done to the files is not recorded.</Nothing>
        ) : (
          <ol className={styles['plain']}>
            {chain.map((step, index) => (
              <ChainItem key={index} step={step} />
            ))}
          </ol>
        )}
      </div>
      {notes.length > 0 && (
        <div className={styles['block']}>
          <h2>Notes</h2>
          <ul className={styles['plain']}>
            {notes.map((note, index) => (
              <li key={index}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function ChainItem({ step }: { readonly step: ChainStep }) {
  const files = [step.inputs.join(', '), step.outputs.join(', ')].filter(Boolean).join(' → ');
  return (
    <li>
      {inWords(step.step)} by {toolName({ name: step.tool, version: step.tool_version })}
      {', '}
      {step.at ?? 'at an unknown time'}
      {files !== '' && <span className={styles['quiet']}>{files}</span>}
      {step.note !== undefined && <span className={styles['quiet']}>{step.note}</span>}
    </li>
  );
}

function toolName({ name, version }: Pick<Tool, 'name' | 'version'>): string {
  return `${name} ${version ?? '(version unknown)'}`;
}

function actorName({ id, kind, pseudonym, agent }: Actor): string {
  const program = [agent?.name, agent?.version, agent?.model].filter(Boolean).join(' ');
  return [pseudonym ?? id, `(${kind})`, program].filter(Boolean).join(' ');
}
