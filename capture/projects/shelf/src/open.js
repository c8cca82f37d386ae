import { JsonFile } from './json-file.js';
import { Shelf } from './shelf.js';

/** The shelf in a file. */
export function open(path, done) {
  const file = new JsonFile(path);
  file.read((error, records) => {
    if (error) return done(error);
    done(null, new Shelf(file, records));
  });
}
