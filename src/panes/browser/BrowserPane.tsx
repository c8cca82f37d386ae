import { describeProblem } from '../../base/describe-error.ts';
import { CausedBy } from '../../timeline/CausedBy.tsx';
import { usePaneView } from '../../timeline/pane-views.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Reading } from '../../ui/Reading.tsx';
import type { PaneProps } from '../pane.tsx';
import type { BrowserData } from './browser-data.ts';
import styles from './browser-pane.module.css';
import { ConsoleList } from './ConsoleList.tsx';
import { NetworkView } from './NetworkView.tsx';
import { PageView } from './PageView.tsx';
import { useBrowserReport } from './use-browser-report.ts';
import { useLog, type ReadLog } from './use-log.ts';
import { VIEW_IDS, ViewTabs, type View, type ViewId } from './ViewTabs.tsx';

export function BrowserPane({ data, clock, report }: PaneProps<BrowserData>) {
  const read = useLog(data, clock);
  if (!read) return <Reading what="Reading the browser recording …" />;
  return <Browser data={data} read={read} clock={clock} report={report} />;
}

interface BrowserProps extends PaneProps<BrowserData> {
  readonly read: ReadLog;
}

function Browser({ data, read: { log, failed }, clock, report }: BrowserProps) {
  const recorded = data.browsers.length + data.doms.length > 0;
  const first: ViewId = recorded || data.networks.length === 0 ? 'page' : 'network';
  const [chosen, choose] = usePaneView('browser.view');
  const view = VIEW_IDS.find((id) => id === chosen) ?? first;
  const setView = (id: ViewId): void => choose(id === first ? undefined : id);
  const views: readonly View[] = [
    { id: 'page', title: 'Page', count: undefined },
    { id: 'network', title: 'Network', count: data.networks.length > 0 ? log.requests.length : undefined },
    { id: 'console', title: 'Console', count: data.browsers.length > 0 ? log.messages.length : undefined },
  ];
  useBrowserReport(view !== 'page' || !recorded, log, clock, report);
  return (
    <div className={styles['pane']}>
      <ViewTabs views={views} view={view} onChoose={setView} />
      {failed.map(({ title, error }) => (
        <output key={title} className={styles['failure']}>
          {title} cannot be shown. {describeProblem(error).title}
        </output>
      ))}
      <div
        id="browser-view"
        className={styles['view']}
        role="tabpanel"
        aria-labelledby={`browser-tab-${view}`}
      >
        {view === 'page' && recorded && <PageView data={data} log={log} clock={clock} report={report} />}
        {view === 'page' && !recorded && <NotShown data={data} />}
        {view === 'network' &&
          (data.networks.length > 0 ? (
            <NetworkView requests={log.requests} clock={clock} />
          ) : (
            <p className={styles['message']}>The trace holds no network traffic.</p>
          ))}
        {view === 'console' &&
          (log.messages.length > 0 ? (
            <ConsoleList messages={log.messages} clock={clock} />
          ) : (
            <p className={styles['message']}>
              {data.doms.length > 0
                ? 'Recordings of pages are not read for messages on a console, and nothing else tells of any.'
                : 'No message on a console was recorded.'}
            </p>
          ))}
      </div>
      <CausedBy layers={data.browsers} what="page event" clock={clock} />
    </div>
  );
}

/** Nothing but traffic, or archives of pages, which stay in the bundle. */
function NotShown({ data: { archives } }: { readonly data: BrowserData }) {
  if (archives.length === 0) return <p className={styles['message']}>The trace holds no pages.</p>;
  return archives.map(({ id, title, format }) => (
    <Notice
      key={id}
      severity="info"
      title={`${title ?? id} is an archive of pages, which cannot be shown here.`}
    >
      It is in the bundle{format ? ` as ${format.name}` : ''}.
    </Notice>
  ));
}
