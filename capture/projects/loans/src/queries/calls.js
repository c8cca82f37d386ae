/** calls: who has to be told that a book waits for them. */
export function calls(shelf, words, done) {
  shelf.list('book/', (error, books) => {
    if (error) return done(error);
    shelf.list('member/', (error, members) => {
      if (error) return done(error);
      const waiting = books.filter(isWaiting);
      done(null, waiting.map((book) => line(book, members)).join('\n') || 'Nobody has to be called');
    });
  });
}

function isWaiting({ lentTo, wantedBy }) {
  return !lentTo && wantedBy.length > 0;
}

function line({ title, wantedBy: [first] }, members) {
  const { phone } = members.find(({ key }) => key === `member/${first}`) ?? { phone: 'no number' };
  return `${first}, ${phone}: ${title}`;
}
