const DAY = 24 * 60 * 60 * 1000;

/** "W19": the ISO week of a booking. It belongs to the year of its Thursday. */
export function weekOf({ day }) {
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday - newYear) / DAY / 7) + 1;
  return `W${String(week).padStart(2, '0')}`;
}
