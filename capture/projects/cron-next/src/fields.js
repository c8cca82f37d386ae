const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

const numbered = (names, first) =>
  new Map(names.map((name, index) => [name, index + first]));

/** The five fields, in the order in which an expression gives them. */
export const FIELDS = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'dayOfMonth', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: numbered(MONTHS, 1) },
  { name: 'dayOfWeek', min: 0, max: 6, names: numbered(WEEKDAYS, 0) },
];
