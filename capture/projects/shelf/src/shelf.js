import { Missing } from './errors.js';

/** Records by key. */
export class Shelf {
  constructor(file, records) {
    this.file = file;
    this.records = new Map(records);
  }

  get(key, done) {
    if (!this.records.has(key)) return done(new Missing(key));
    done(null, this.records.get(key));
  }

  /** Those whose key begins with `prefix`, with their keys, in the order in which they came. */
  list(prefix, done) {
    const all = [...this.records].map(([key, record]) => ({ key, ...record }));
    done(null, all.filter(({ key }) => key.startsWith(prefix)));
  }

  put(key, record, done) {
    this.records.set(key, record);
    this.save(done);
  }

  remove(key, done) {
    if (!this.records.delete(key)) return done(new Missing(key));
    this.save(done);
  }

  save(done) {
    this.file.write([...this.records], done);
  }
}
