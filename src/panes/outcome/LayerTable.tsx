import { formatMillis, inWords, type Manifest } from './outcome-data.ts';
import styles from './layer-table.module.css';
import { Nothing } from './parts.tsx';

type Layer = Manifest['layers'][number];

const COUNT = new Intl.NumberFormat('en-GB');

/** Every layer that the manifest names, also those that hold nothing. */
export function LayerTable({ layers }: { readonly layers: readonly Layer[] }) {
  if (layers.length === 0) return <Nothing>The manifest names no layers.</Nothing>;
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label="Layers of the bundle">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">Status</th>
            <th scope="col">Sync</th>
            <th scope="col">Uncertainty</th>
            <th scope="col">Residual</th>
            <th scope="col">Records</th>
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

function LayerRow({
  layer: { id, title, kind, status, status_note: note, clock, records },
}: {
  readonly layer: Layer;
}) {
  const words = inWords(kind);
  const name = title ?? words.charAt(0).toUpperCase() + words.slice(1);
  const aside = title === undefined ? id : words;
  // Where nothing was recorded, there is nothing whose time could be off.
  const timed = status === 'present' || status === 'empty';
  const uncertainties = (clock.map ?? [])
    .map((point) => point.uncertainty_us)
    .filter((value) => value !== undefined);
  const uncertainty = uncertainties.length > 0 ? Math.max(...uncertainties) : undefined;
  const ordered = clock.sync_quality === 'order_only';
  const millis = (micros: number | null | undefined): string =>
    !timed || ordered ? '–' : typeof micros === 'number' ? `± ${formatMillis(micros)}` : 'unknown';
  return (
    <tr data-status={status}>
      <th scope="row">
        {name} {aside.toLowerCase() !== name.toLowerCase() && <span className={styles['kind']}>{aside}</span>}
        {note !== undefined && <span className={styles['note']}>{note}</span>}
      </th>
      <td>
        <span className={styles['status']}>{inWords(status)}</span>
      </td>
      <td>{timed ? inWords(clock.sync_quality) : '–'}</td>
      <td className={styles['number']}>{millis(uncertainty)}</td>
      <td className={styles['number']}>{millis(clock.residual_us)}</td>
      <td className={styles['number']}>
        {records === undefined ? (timed ? 'unknown' : '–') : COUNT.format(records)}
      </td>
    </tr>
  );
}
