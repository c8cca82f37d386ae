import { useContext } from 'react';
import { SyncContext } from '../../timeline/sync-link.ts';
import type { Corrections, LayerCorrection } from '../../trace/corrections.ts';
import { clockWords } from './layer-clock.ts';
import styles from './layer-table.module.css';
import { inWords, type Manifest } from './outcome-data.ts';
import { Nothing } from './parts.tsx';

type Layer = Manifest['layers'][number];

const COUNT = new Intl.NumberFormat('en-GB');
/** Heads of the columns; in a narrow pane, where there are none, they stand before the values. */
const HEADS = ['Layer', 'Status', 'Sync', 'Uncertainty', 'Residual', 'Points', 'Drift', 'Records'] as const;

interface LayerTableProps {
  readonly layers: readonly Layer[];
  /** What of their times is corrected by hand. */
  readonly corrections: Corrections;
}

/** Every layer that the manifest names, also those that hold nothing. */
export function LayerTable({ layers, corrections }: LayerTableProps) {
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
            <LayerRow key={layer.id} layer={layer} correction={corrections.get(layer.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LayerRowProps {
  readonly layer: Layer;
  readonly correction: LayerCorrection | undefined;
}

function LayerRow({ layer, correction }: LayerRowProps) {
  const showSync = useContext(SyncContext);
  const { id, title, kind, status, status_note: note, records } = layer;
  const words = inWords(kind);
  const name = title ?? words.charAt(0).toUpperCase() + words.slice(1);
  const aside = title === undefined ? id : words;
  const clock = clockWords(layer, correction);
  const count = status === 'present' || status === 'empty' ? 'unknown' : '–';
  const cells = [
    inWords(status),
    showSync && status === 'present' ? (
      <button
        type="button"
        className={styles['sync']}
        aria-label={`${clock.quality}: the times of ${name}`}
        title="See and correct its times"
        onClick={() => showSync(layer.id)}
      >
        {clock.quality}
      </button>
    ) : (
      clock.quality
    ),
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
