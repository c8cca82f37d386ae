/** The expression cannot be read. `field` names the part that is at fault. */
export class CronSyntaxError extends Error {
  constructor(message, field) {
    super(field ? `${field}: ${message}` : message);
    this.name = 'CronSyntaxError';
    this.field = field;
  }
}
