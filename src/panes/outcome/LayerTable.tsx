import { clockWords } from './layer-clock.ts';
import styles from './layer-table.module.css';
import { inWords, type Manifest } from './outcome-data.ts';
import { Nothing } from './parts.tsx';

type Layer = Manifest['layers'][number];

const COUNT = new Intl.NumberFormat('en-GB');
/** Heads of the columns; in a narrow pane, where there are none, they stand before the values. */
const HEADS = ['Layer', 'Status', 'Sync', 'Uncertainty', 'Residual', 'Points', 'Drift', 'Records'] as const;

/** Every layer that the manifest names, also those that hold nothing. */
export function LayerTable({ layers }: { readonly layers: readonly Layer[] }) {
  if (layers.length === 0) return <Nothing>The manifest names no layers.</Nothing>;
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label="Layers of the bundle">
      <table className={styles['table']}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <LayerRow key={layer.id} layer={layer} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LayerRow({ layer }: { readonly layer: Layer }) {
  const { id, title, kind, status, status_note: note, records } = layer;
  const words = inWords(kind);
  const name = title ?? words.charAt(0).toUpperCase() + words.slice(1);
  const aside = title === undefined ? id : words;
  const clock = clockWords(layer);
  const count = status === 'present' || status === 'empty' ? 'unknown' : '–';
  const cells = [
    inWords(status),
    clock.quality,
    clock.uncertainty,
    clock.residual,
    clock.points,
    clock.drift,
    records === undefined ? count : COUNT.format(records),
  ];
  return (
    <tr data-status={status}>
      <th scope="row">
        {name} {aside.toLowerCase() !== name.toLowerCase() && <span className={styles['kind']}>{aside}</span>}
        {note !== undefined && <span className={styles['note']}>{note}</span>}
        {clock.method !== undefined && <span className={styles['note']}>{clock.method}</span>}
      </th>
      {cells.map((cell, index) => (
        <td
          key={HEADS[index + 1]}
          data-head={HEADS[index + 1]}
          data-known={cell !== '–' && cell !== 'unknown'}
          data-none={cell === '–'}
        >
          {cell}
        </td>
      ))}
    </tr>
  );
}
