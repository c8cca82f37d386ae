/** leave MEMBER: no member any more, unless a book is still out. */
export function leave(shelf, [member], done) {
  shelf.list('book/', (error, books) => {
    if (error) return done(error);
    const lent = books.find(({ lentTo }) => lentTo === member);
    if (lent) return done(new Error(`${member} still has ${lent.title}`));
    shelf.remove(`member/${member}`, (error) => {
      if (error) return done(error);
      done(null, `${member} has left`);
    });
  });
}
