/* Runs a program in a terminal of its own inside this one, and writes what it prints as an asciicast (version 2), a line an
 * event, flushed: whoever is killed leaves all that was printed before. Event times count from the header's
 * "x-monotonic-us", CLOCK_MONOTONIC in microseconds. While MARK_PAUSED exists nothing is written; what follows begins with
 * an empty screen, for what was drawn in between is not known. Once MARK_ENDED exists nothing is written any more.
 * What is typed is not recorded here, only what the terminal shows.
 *
 * usage: record-terminal CAST MARK_PAUSED MARK_ENDED PROGRAM [ARGUMENT ...]     (exit code: that of the program) */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 65536 };

static volatile sig_atomic_t resized;
static FILE *cast;
static const char *mark_paused, *mark_ended;
static long long started;
static int was_paused;
static unsigned char held[4]; /* the beginning of a character whose rest has not come */
static int held_length;

static long long now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void on_resize(int signal) {
  (void)signal;
  resized = 1;
}

static void put_event(char kind, const char *json) {
  long long t = now_us() - started;
  fprintf(cast, "[%lld.%06lld, \"%c\", \"%s\"]\n", t / 1000000, t % 1000000, kind, json);
  fflush(cast);
}

/* Length of the character that begins with this byte; 0 where none does. */
static int length_of(unsigned char c) {
  return c < 0x80 ? 1 : c >= 0xc2 && c <= 0xdf ? 2 : c >= 0xe0 && c <= 0xef ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
}

static int is_valid(const unsigned char *s, int length) {
  for (int n = 1; n < length; n++)
    if ((s[n] & 0xc0) != 0x80) return 0;
  if (length == 3) return !(s[0] == 0xe0 && s[1] < 0xa0) && !(s[0] == 0xed && s[1] > 0x9f);
  if (length == 4) return !(s[0] == 0xf0 && s[1] < 0x90) && !(s[0] == 0xf4 && s[1] > 0x8f);
  return 1;
}

/* Writes bytes as the inside of a JSON string; what is no UTF-8 becomes U+FFFD. */
static void put_output(const unsigned char *bytes, int length) {
  static unsigned char in[CHUNK + 4];
  static char out[(CHUNK + 4) * 6 + 1];
  memcpy(in, held, held_length);
  memcpy(in + held_length, bytes, length);
  length += held_length;
  held_length = 0;
  char *to = out;
  for (int n = 0; n < length;) {
    int size = length_of(in[n]);
    if (size > 1 && n + size > length && is_valid(in + n, length - n > 2 ? 2 : 1)) {
      held_length = length - n;
      memcpy(held, in + n, held_length);
      break;
    }
    if (size == 0 || n + size > length || !is_valid(in + n, size)) {
      to += sprintf(to, "\\ufffd");
      n++;
    } else if (in[n] < 0x20 || in[n] == 0x7f) {
      to += sprintf(to, "\\u%04x", in[n++]);
    } else {
      if (in[n] == '"' || in[n] == '\\') *to++ = '\\';
      for (int end = n + size; n < end; n++) *to++ = in[n];
    }
  }
  *to = 0;
  if (to > out) put_event('o', out);
}

static void put_size(struct winsize size) {
  char text[32];
  sprintf(text, "%dx%d", size.ws_col, size.ws_row);
  put_event('r', text);
}

static int exists(const char *path) { return access(path, F_OK) == 0; }

static void write_all(int to, const unsigned char *bytes, ssize_t length) {
  while (length > 0) {
    ssize_t some = write(to, bytes, length);
    if (some < 0 && errno != EINTR) return;
    if (some > 0) bytes += some, length -= some;
  }
}

int main(int count, char **args) {
  if (count < 5) return 2;
  mark_paused = args[2], mark_ended = args[3];
  cast = fopen(args[1], "wx");
  struct winsize size;
  if (!cast || ioctl(STDIN_FILENO, TIOCGWINSZ, &size) < 0) {
    fprintf(stderr, "record-terminal: %s\n", cast ? "standard input is no terminal" : strerror(errno));
    return 2;
  }
  if (size.ws_col == 0 || size.ws_row == 0) size.ws_col = 80, size.ws_row = 24;
  struct termios before;
  tcgetattr(STDIN_FILENO, &before);
  int inner;
  pid_t child = forkpty(&inner, NULL, &before, &size);
  if (child < 0) return 2;
  if (child == 0) {
    execvp(args[4], args + 4);
    perror(args[4]);
    _exit(127);
  }
  started = now_us();
  fprintf(cast, "{\"version\": 2, \"width\": %d, \"height\": %d, \"x-monotonic-us\": %lld}\n", size.ws_col, size.ws_row,
          started);
  fflush(cast);
  struct sigaction action = {.sa_handler = on_resize};
  sigaction(SIGWINCH, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  struct termios raw = before;
  cfmakeraw(&raw);
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);

  struct pollfd from[2] = {{STDIN_FILENO, POLLIN, 0}, {inner, POLLIN, 0}};
  static unsigned char bytes[CHUNK];
  for (;;) {
    int ready = poll(from, 2, 200);
    int ended = exists(mark_ended), paused = exists(mark_paused);
    if (was_paused && !paused && !ended) { /* whoever draws the whole screen draws it again */
      held_length = 0;
      put_event('o', "\\u001bc");
      kill(-child, SIGWINCH);
    }
    was_paused = paused;
    if (resized) {
      resized = 0;
      if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0) {
        ioctl(inner, TIOCSWINSZ, &size);
        if (!ended && !paused) put_size(size);
      }
    }
    if (ready < 0 && errno != EINTR) break;
    if (ready <= 0) continue;
    if (from[1].revents) {
      ssize_t length = read(inner, bytes, CHUNK);
      if (length <= 0) break;
      if (!ended && !paused) put_output(bytes, (int)length);
      write_all(STDOUT_FILENO, bytes, length);
    }
    if (from[0].revents) {
      ssize_t length = read(STDIN_FILENO, bytes, CHUNK);
      if (length <= 0) { /* the window was closed */
        kill(child, SIGHUP);
        break;
      }
      write_all(inner, bytes, length);
    }
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  int status = 0;
  waitpid(child, &status, 0);
  fclose(cast);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
