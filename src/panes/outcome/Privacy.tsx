import { inWords, type Manifest } from './outcome-data.ts';
import styles from './outcome-lists.module.css';
import { Facts } from './parts.tsx';

/** What is known of personal data and secrets, and what was done about them. */
export function Privacy({ manifest: { privacy, layers } }: { readonly manifest: Manifest }) {
  const { consent, redactions, scan, contains } = privacy;
  const masked = layers.filter(
    (layer) => layer.privacy?.masked === true || layer.privacy?.note !== undefined,
  );
  return (
    <Facts
      facts={[
        [
          'Personal data inside',
          contains === undefined
            ? undefined
            : contains.length === 0
              ? 'none listed'
              : contains.map(inWords).join(', '),
        ],
        [
          'Consent',
          listOf(
            'none recorded',
            consent.map(
              ({ actor, ref, scope }) => `${actor}: ${ref}${scope ? ` (${scope.join(', ')})` : ''}`,
            ),
          ),
        ],
        [
          'Hidden while recording',
          listOf(
            'nothing recorded',
            masked.map(({ id, title, privacy: own }) =>
              [title ?? id, own?.masked === true ? 'typed text masked' : '', own?.note ?? '']
                .filter(Boolean)
                .join(': '),
            ),
          ),
        ],
        [
          'Redactions',
          listOf(
            'none recorded',
            redactions.map(
              ({ method, category, target, by, at, reason }) =>
                `${method} of ${inWords(category)} in ${target.layer}, by ${by}, ${at}${reason === undefined ? '' : `: ${reason}`}`,
            ),
          ),
        ],
        [
          'Scans',
          listOf(
            'none recorded',
            scan.map(
              ({ tool, tool_version: version, at, findings }) =>
                `${tool} ${version ?? '(version unknown)'}, ${at}: ${findings} ${findings === 1 ? 'finding' : 'findings'}`,
            ),
          ),
        ],
      ]}
    />
  );
}

function listOf(none: string, items: readonly string[]) {
  if (items.length === 0) return none;
  return (
    <ul className={styles['plain']}>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
