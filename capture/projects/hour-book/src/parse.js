const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads "day,project,hours" line by line; the first line names the columns. */
export function parse(text) {
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line, index) => {
    const [day, project, hours] = line.split(',');
    if (!DAY.test(day) || !(Number(hours) > 0)) {
      throw new Error(`line ${index + 2} is no booking: ${line}`);
    }
    return { day, project, hours: Number(hours) };
  });
}
