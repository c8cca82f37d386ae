import type { PaneProps, PaneReport } from '../pane.tsx';

type Report = PaneProps<unknown>['report'];

/**
 * One report for a pane of `count` recordings: that of `speaker` and, of several, `screens`, a line for each: layer, frame,
 * exact.
 * The returned function gives each recording the same report function whenever it is asked for.
 */
export function sideReports(report: Report, speaker: string, count: number): (layer: string) => Report {
  const latest = new Map<string, PaneReport>();
  const made = new Map<string, Report>();
  const make =
    (layer: string): Report =>
    (shown, problem) => {
      latest.set(layer, shown);
      const spoken = latest.get(speaker);
      if (!spoken) return;
      const screens = [...latest].map(([id, { frame, exact }]) => `${id} ${String(frame)} ${String(exact)}`);
      report(count > 1 ? { ...spoken, screens } : spoken, problem);
    };
  return (layer) => {
    const known = made.get(layer) ?? make(layer);
    made.set(layer, known);
    return known;
  };
}
