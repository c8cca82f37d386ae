/** out: who has which book. */
export function out(shelf, words, done) {
  shelf.list('book/', (error, books) => {
    if (error) return done(error);
    const lent = books.filter(({ lentTo }) => lentTo);
    done(null, lent.map(line).join('\n') || 'All books are here');
  });
}

const WIDTH = 8;

function line({ title, lentTo }) {
  const dots = '.'.repeat(Math.max(2, WIDTH - lentTo.length));
  return `${lentTo} ${dots} ${title}`;
}
