import { CronSyntaxError } from './errors.js';
import { FIELDS } from './fields.js';

function parseValue(text, field) {
  const value = field.names?.get(text.toLowerCase()) ?? Number(text);
  if (!Number.isInteger(value) || value < field.min || value > field.max) {
    throw new CronSyntaxError(`"${text}" is not ${field.min}-${field.max}`, field.name);
  }
  return value;
}

function parseRange(text, field) {
  if (text === '*') return [field.min, field.max];
  const [from, to = from] = text.split('-');
  return [parseValue(from, field), parseValue(to, field)];
}

/** The values that one field allows: ranges, each with an optional step. */
function parseField(text, field) {
  const values = new Set();
  for (const item of text.split(',')) {
    const [range, step = '1'] = item.split('/');
    const [from, to] = parseRange(range, field);
    if (!(Number(step) >= 1)) throw new CronSyntaxError('bad step', field.name);
    for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return values;
}

/** Reads "minute hour day month weekday" into one set of allowed values a field. */
export function parse(expression) {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    throw new CronSyntaxError(`${parts.length} fields, not ${FIELDS.length}`);
  }
  const cron = {};
  FIELDS.forEach((field, index) => {
    cron[field.name] = parseField(parts[index], field);
  });
  return cron;
}
