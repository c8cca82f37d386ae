/** Whether the day of `date` is one on which the expression runs. */
export function matchesDay(cron, date) {
  const inMonth = cron.dayOfMonth.has(date.getUTCDate());
  const inWeek = cron.dayOfWeek.has(date.getUTCDay());
  return cron.month.has(date.getUTCMonth() + 1) && inMonth && inWeek;
}

/** Whether the expression runs in the minute of `date`. */
export function matches(cron, date) {
  return (
    matchesDay(cron, date) &&
    cron.hour.has(date.getUTCHours()) &&
    cron.minute.has(date.getUTCMinutes())
  );
}
