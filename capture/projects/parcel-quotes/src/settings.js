const number = (name, fallback) => Number(process.env[name] ?? fallback);

/** Each can be set in the environment; port 0 is any that is free. */
export const settings = {
  port: number('PORT', 8080),
  dashboardPort: number('DASHBOARD_PORT', 8090),
  quotesPerSecond: number('QUOTES_PER_SECOND', 1),
  exportMs: number('EXPORT_MS', 2000),
  /** Of p95, in milliseconds. */
  objective: number('OBJECTIVE_MS', 150),
  /** Where the signals go. */
  folder: 'var',
};
