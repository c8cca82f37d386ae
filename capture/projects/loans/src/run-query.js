/** A query that fails may call back more than once: only the first counts. */
export function runQuery(query, shelf, words, done) {
  let ended = false;
  query(shelf, words, (error, text) => {
    if (ended) return;
    ended = true;
    done(error, text);
  });
}
