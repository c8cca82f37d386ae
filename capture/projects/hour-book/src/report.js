import { weekOf } from './dates.js';
import { table } from './table.js';

const hours = (number) => (number > 0 ? number.toFixed(1) : '-');
const sum = (bookings) => bookings.reduce((total, one) => total + one.hours, 0);
const projectOf = (booking) => booking.project;

/** [value, its bookings] for each value, in the order of the values. */
function groupBy(bookings, valueOf) {
  const values = [...new Set(bookings.map(valueOf))].toSorted();
  return values.map((value) => [
    value,
    bookings.filter((one) => valueOf(one) === value),
  ]);
}

/** The bookings of one week alone. */
export function ofWeek(bookings, week) {
  return bookings.filter((one) => weekOf(one) === week);
}

/** A line a project, and its hours. */
export function monthly(bookings) {
  const rows = groupBy(bookings, projectOf).map(([name, own]) => [
    name,
    hours(sum(own)),
  ]);
  return table([['project', 'hours'], ...rows]);
}
