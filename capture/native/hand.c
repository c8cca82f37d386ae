/* Puts pointer and key events into the display through the XTEST extension, as a device would.
 * stdin: "move X Y" | "button N 0|1" | "key KEYSYM_NAME 0|1" */
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <stdio.h>

int main(void) {
  Display *display = XOpenDisplay(NULL);
  if (!display) return 2;
  char line[128], name[64];
  int a, b;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "move %d %d", &a, &b) == 2) {
      XTestFakeMotionEvent(display, -1, a, b, CurrentTime);
    } else if (sscanf(line, "button %d %d", &a, &b) == 2) {
      XTestFakeButtonEvent(display, a, b, CurrentTime);
    } else if (sscanf(line, "key %63s %d", name, &b) == 2) {
      KeyCode code = XKeysymToKeycode(display, XStringToKeysym(name));
      if (!code) {
        fprintf(stderr, "no key for %s\n", name);
        return 1;
      }
      XTestFakeKeyEvent(display, code, b, CurrentTime);
    }
    XFlush(display);
  }
  return 0;
}
