#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from './parse.js';
import { monthly, ofWeek } from './report.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    week: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('usage: hour-book [--week W19] FILE');
const report = monthly;
const bookings = parse(readFileSync(file, 'utf8'));
const { week } = values;
console.log(report(week ? ofWeek(bookings, week) : bookings));
