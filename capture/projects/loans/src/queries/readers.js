/** readers: how many books each member has. */
export function readers(shelf, words, done) {
  shelf.list('member/', (error, members) => {
    if (error) return done(error);
    shelf.list('book/', (error, books) => {
      if (error) return done(error);
      done(null, members.map(({ key }) => line(nameOf(key), books)).join('\n'));
    });
  });
}

function nameOf(key) {
  return key.replace('member/', '');
}

function line(member, books) {
  const count = books.filter(({ lentTo }) => lentTo === member).length;
  return `${member}: ${count === 1 ? '1 book' : `${count} books`}`;
}
