/** No record has that key. */
export class Missing extends Error {
  constructor(key) {
    super(`There is no ${key}`);
    this.name = 'Missing';
    this.key = key;
  }
}
