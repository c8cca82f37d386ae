/** join MEMBER PHONE: somebody may take books from now on. */
export function join(shelf, [member, phone], done) {
  shelf.put(`member/${member}`, { phone }, (error) => {
    if (error) return done(error);
    done(null, `${member} is a member`);
  });
}
