/* Plays raw mono s16 44.1 kHz files into PulseAudio over one stream that never stops (silence in between), so that the
 * instant at which a sample becomes audible is known from the stream's own latency.
 * stdin: "play PATH" or "quit"; stdout: "start AUDIBLE_US PATH" and "end AUDIBLE_US PATH" (CLOCK_MONOTONIC). */
#include <fcntl.h>
#include <pulse/simple.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RATE = 44100, CHUNK = RATE / 100 };

static long long now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

int main(void) {
  pa_sample_spec spec = {.format = PA_SAMPLE_S16LE, .rate = RATE, .channels = 1};
  pa_buffer_attr buffer = {.maxlength = -1, .tlength = CHUNK * 2 * 6, .prebuf = -1, .minreq = -1, .fragsize = -1};
  pa_simple *out = pa_simple_new(NULL, "voice", PA_STREAM_PLAYBACK, NULL, "narration", &spec, NULL, &buffer, NULL);
  if (!out) return 2;
  fcntl(0, F_SETFL, O_NONBLOCK);
  FILE *file = NULL;
  char path[512] = "";
  for (;;) {
    char line[600];
    ssize_t n = file ? -1 : read(0, line, sizeof line - 1);
    if (n == 0) return 0;
    if (n > 0) {
      line[n] = 0;
      if (!strncmp(line, "quit", 4)) return 0;
      if (sscanf(line, "play %511s", path) == 1 && (file = fopen(path, "rb"))) {
        printf("start %lld %s\n", now_us() + (long long)pa_simple_get_latency(out, NULL), path);
        fflush(stdout);
      }
    }
    int16_t chunk[CHUNK] = {0};
    size_t got = file ? fread(chunk, 2, CHUNK, file) : 0;
    if (pa_simple_write(out, chunk, sizeof chunk, NULL) < 0) return 1;
    if (file && got < CHUNK) {
      printf("end %lld %s\n", now_us() + (long long)pa_simple_get_latency(out, NULL), path);
      fflush(stdout);
      fclose(file);
      file = NULL;
    }
  }
}
