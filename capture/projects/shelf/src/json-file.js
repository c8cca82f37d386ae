import { readFile, writeFile } from 'node:fs';
import { Queue } from './queue.js';

/** A file of JSON, written one change at a time; without it, an empty list. */
export class JsonFile {
  constructor(path) {
    this.path = path;
    this.writes = new Queue();
  }

  read(done) {
    readFile(this.path, 'utf8', (error, text) => {
      if (error?.code === 'ENOENT') return done(null, []);
      if (error) return done(error);
      done(null, JSON.parse(text));
    });
  }

  write(value, done) {
    const text = JSON.stringify(value);
    this.writes.add((next) => writeFile(this.path, text, next), done);
  }
}
