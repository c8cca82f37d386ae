/* Prints every pointer and key event that reaches the display, through the X RECORD extension:
 * SERVER_MS ARRIVAL_US KIND DETAIL X Y STATE KEYSYM NAME   (one line an event; ARRIVAL_US is CLOCK_MONOTONIC)
 * With the argument "check" it prints the size of the screen, and whether the extension is there: screen W H record 0|1 */
#include <X11/Xlib.h>
#include <X11/Xproto.h>
#include <X11/XKBlib.h>
#include <X11/extensions/record.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static Display *control, *data;

static void on_event(XPointer unused, XRecordInterceptData *intercepted) {
  (void)unused;
  if (intercepted->category == XRecordFromServer) {
    xEvent *e = (xEvent *)intercepted->data;
    int kind = e->u.u.type & 0x7f, detail = e->u.u.detail, state = e->u.keyButtonPointer.state;
    KeySym sym = NoSymbol;
    if (kind == KeyPress || kind == KeyRelease) {
      sym = XkbKeycodeToKeysym(control, detail, 0, state & ShiftMask ? 1 : 0);
      if (sym == NoSymbol) sym = XkbKeycodeToKeysym(control, detail, 0, 0);
    }
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    const char *name = sym == NoSymbol ? NULL : XKeysymToString(sym);
    printf("%u %lld %d %d %d %d %d %lu %s\n", (unsigned)e->u.keyButtonPointer.time,
           t.tv_sec * 1000000LL + t.tv_nsec / 1000, kind, detail, e->u.keyButtonPointer.rootX,
           e->u.keyButtonPointer.rootY, state, sym, name ? name : "-");
    fflush(stdout);
  }
  XRecordFreeData(intercepted);
}

int main(int count, char **args) {
  control = XOpenDisplay(NULL);
  data = XOpenDisplay(NULL);
  if (!control || !data) return 2;
  int major, minor, has_record = XRecordQueryVersion(control, &major, &minor) != 0;
  if (count > 1 && strcmp(args[1], "check") == 0) {
    int screen = DefaultScreen(control);
    printf("screen %d %d record %d\n", DisplayWidth(control, screen), DisplayHeight(control, screen), has_record);
    return 0;
  }
  if (!has_record) return 3;
  XRecordRange *range = XRecordAllocRange();
  range->device_events.first = KeyPress;
  range->device_events.last = MotionNotify;
  XRecordClientSpec clients = XRecordAllClients;
  XRecordContext context = XRecordCreateContext(control, 0, &clients, 1, &range, 1);
  XSync(control, False);
  return XRecordEnableContext(data, context, on_event, NULL) ? 0 : 1;
}
