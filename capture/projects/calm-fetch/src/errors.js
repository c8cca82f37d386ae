export class HttpError extends Error {
  constructor(method, path, status) {
    super(`${method} ${path}: ${status}`);
    this.name = 'HttpError';
    this.status = status;
  }
}
