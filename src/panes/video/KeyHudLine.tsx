import type { KeyHud } from './key-hud.ts';
import styles from './Screen.module.css';

/** The keys of the moment, on one line over the picture. */
export function KeyHudLine({ hud }: { readonly hud: KeyHud }) {
  return (
    <div className={styles['hud']} style={{ opacity: hud.opacity }}>
      {hud.cut ? <span className={styles['more']}>…</span> : null}
      <span className={styles['keys']}>
        {hud.tokens.map(({ kind, text, caps, count }, index) => (
          // Tokens have no identity but their place in the line.
          <span key={index} className={styles['token']} data-kind={kind}>
            {kind === 'text' ? text : caps.map((cap, place) => <kbd key={place}>{cap}</kbd>)}
            {count > 1 ? <span className={styles['count']}>×{count}</span> : null}
          </span>
        ))}
      </span>
    </div>
  );
}
