/* A bar along the bottom of the screen that always shows the capture's clock: as text for people, and as a row of
 * black and white cells for programs (bit 0 leftmost; the second row is the complement of the first, so a damaged
 * reading is recognised). On "flash MS" it turns the whole screen white for MS milliseconds: the visible sync mark.
 *
 * usage: strip ORIGIN_US X Y W H CODE_X CODE_Y LABEL     (ORIGIN_US: CLOCK_MONOTONIC of code 0, microseconds)
 * stdin: "flash MS" or "quit"; stdout: "flash START_US END_US" when the flash is over. */
#include <X11/Xft/Xft.h>
#include <X11/Xlib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { BITS = 24, CELL = 8, REDRAW_US = 5000, TEXT_EVERY_US = 100000 };

static long long now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static Display *display;
static Window bar, white;
static GC gc;
static unsigned char *pixels;
static XImage *image;

static void draw_code(long long ms, int x, int y) {
  for (int row = 0; row < 2 * CELL; row++)
    for (int bit = 0; bit < BITS; bit++) {
      int on = ((ms >> bit) & 1) ^ (row >= CELL);
      memset(pixels + (row * BITS + bit) * CELL * 4, on ? 255 : 0, CELL * 4);
    }
  XPutImage(display, bar, gc, image, 0, 0, x, y, BITS * CELL, 2 * CELL);
}

static Window make_window(int x, int y, int w, int h, unsigned long background) {
  XSetWindowAttributes a = {.override_redirect = True, .background_pixel = background};
  return XCreateWindow(display, DefaultRootWindow(display), x, y, w, h, 0, CopyFromParent, InputOutput, CopyFromParent,
                       CWOverrideRedirect | CWBackPixel, &a);
}

int main(int argc, char **argv) {
  if (argc != 9 || !(display = XOpenDisplay(NULL))) return 2;
  long long origin = atoll(argv[1]);
  int x = atoi(argv[2]), y = atoi(argv[3]), w = atoi(argv[4]), h = atoi(argv[5]);
  int code_x = atoi(argv[6]) - x, code_y = atoi(argv[7]) - y;
  int screen = DefaultScreen(display);
  Visual *visual = DefaultVisual(display, screen);
  bar = make_window(x, y, w, h, 0x12161c);
  white = make_window(0, 0, DisplayWidth(display, screen), DisplayHeight(display, screen), 0xffffff);
  XMapRaised(display, bar);
  gc = XCreateGC(display, bar, 0, NULL);
  pixels = calloc(BITS * CELL * 2 * CELL, 4);
  image = XCreateImage(display, visual, 24, ZPixmap, 0, (char *)pixels, BITS * CELL, 2 * CELL, 32, 0);

  XftFont *font = XftFontOpenName(display, screen, "JetBrains Mono:pixelsize=13");
  Colormap colormap = DefaultColormap(display, screen);
  XftColor text_color, label_color;
  XftColorAllocName(display, visual, colormap, "#c8d0da", &text_color);
  XftColorAllocName(display, visual, colormap, "#78828e", &label_color);
  XftDraw *draw = XftDrawCreate(display, bar, visual, colormap);

  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  struct itimerspec every = {{0, REDRAW_US * 1000}, {0, REDRAW_US * 1000}};
  timerfd_settime(timer, 0, &every, NULL);
  struct pollfd waits[2] = {{.fd = timer, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
  long long shown_text = -1, flash_start = 0, flash_end = 0, raised = 0;
  for (;;) {
    poll(waits, 2, -1);
    if (waits[1].revents) {
      char line[64] = {0};
      if (read(0, line, sizeof line - 1) <= 0 || !strncmp(line, "quit", 4)) return 0;
      if (!strncmp(line, "flash ", 6)) {
        XMapRaised(display, white);
        XRaiseWindow(display, bar);
        XSync(display, False);
        flash_start = now_us();
        flash_end = flash_start + atoll(line + 6) * 1000;
      }
    }
    unsigned long long expirations;
    if (waits[0].revents && read(timer, &expirations, sizeof expirations) < 0) return 1;
    long long now = now_us();
    if (flash_end && now >= flash_end) {
      XUnmapWindow(display, white);
      XSync(display, False);
      printf("flash %lld %lld\n", flash_start, now_us());
      fflush(stdout);
      flash_end = 0;
    }
    /* Windows that open later are stacked above override-redirect ones: come back up now and then. */
    if (now - raised > 500000) XRaiseWindow(display, bar), raised = now;
    long long us = now - origin;
    if (us / TEXT_EVERY_US != shown_text) {
      char text[32];
      shown_text = us / TEXT_EVERY_US;
      long long s = us / 1000000;
      int n = snprintf(text, sizeof text, "%02lld:%02lld:%02lld.%lld", s / 3600, s / 60 % 60, s % 60, shown_text % 10);
      XClearArea(display, bar, code_x - 110, 0, 104, h, False);
      XftDrawString8(draw, &text_color, font, code_x - 104, h / 2 + 5, (FcChar8 *)text, n);
      XftDrawString8(draw, &label_color, font, 14, h / 2 + 5, (FcChar8 *)argv[8], strlen(argv[8]));
    }
    draw_code((now_us() - origin) / 1000, code_x, code_y);
    XSync(display, False);
  }
}
