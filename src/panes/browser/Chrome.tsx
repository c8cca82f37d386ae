import { Globe } from 'lucide-react';
import type { TabState } from './browser-state.ts';
import styles from './page-view.module.css';
import { visibleText } from './visible-text.ts';

interface TabStripProps {
  readonly tabs: readonly TabState[];
  /** The tab in front. */
  readonly active: string | undefined;
}

/** The tabs as they were; a picture, not something to choose by. */
export function TabStrip({ tabs, active }: TabStripProps) {
  return (
    <ul className={styles['tabs']} aria-label="Open tabs">
      {tabs.map(({ tab, title, url }) => {
        const name = visibleText(title ?? url ?? 'No page yet') || 'Unnamed page';
        return (
          <li key={tab} className={styles['tab']} aria-current={tab === active} title={name}>
            {name}
          </li>
        );
      })}
    </ul>
  );
}

/** An address to be read: nothing of a recording leads anywhere. */
export function AddressBar({ url }: { readonly url: string | undefined }) {
  const { before, host, after } = partsOf(url ?? '');
  return (
    <p className={styles['url']}>
      <Globe size={13} aria-hidden />
      <span className="visually-hidden">Address: </span>
      {url === undefined || url === '' ? (
        <span>not recorded</span>
      ) : (
        <span className={styles['text']} title={visibleText(url)}>
          {before}
          <b>{host}</b>
          {after}
        </span>
      )}
    </p>
  );
}

/** The address, with the host apart: it tells whose page it is. */
function partsOf(url: string): { readonly before: string; readonly host: string; readonly after: string } {
  const [, before = '', host = '', after = ''] = /^(https?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/is.exec(url) ?? [
    '',
    url,
  ];
  return { before: visibleText(before), host: visibleText(host), after: visibleText(after) };
}
