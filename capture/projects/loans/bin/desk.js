#!/usr/bin/env node
import { atDesk } from '../src/at-desk.js';

atDesk('desk.json', process.argv.slice(2), (error, said) => {
  if (error) throw error;
  console.log(said);
});
