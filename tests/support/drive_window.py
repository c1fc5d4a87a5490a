#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Drive a Qt (or any AT-SPI) program from outside, by accessible role and name.

Library use:
    from drive_window import App
    app = App.wait("certwright", timeout=20)
    app.find(role="text", name="E-mail").type("admin@example.org")
    app.find(role="push button", name="Next >").press()
    app.wait_for(role="label", name="Status: rechecked")
    app.dump()
Command line (must run inside the same dbus session and DISPLAY as the program):
    drive_window.py [--app NAME] [--timeout S] STEP...
    STEP: dump | press:NAME | click:NAME | type:NAME=TEXT | keys:NAME=TEXT | check:NAME | select:NAME=ITEM
          | wait:NAME | gone:NAME | enabled:NAME | disabled:NAME | focused:NAME | read:NAME | is:NAME=TEXT
          | shot:FILE.png | key:KEYSYM | sleep:SECONDS
    press, type and check go through AT-SPI; click, keys, key and select (combo boxes) send real X events
    with xdotool and so pass validators, read-only flags and modality exactly as a user would.
NAME may be "role/name" (for instance "push button/Next >"); mnemonics (&) and case are ignored.
Only the active window (or, if none is active, the newest dialog) is searched; dump shows every window.
Exit status: 0 all steps done, 1 a step failed, 2 the program did not appear on the bus.
"""
import argparse
import subprocess
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

POLL = 0.1


class StepError(Exception):
    pass


def xdotool(*args):
    subprocess.run(["xdotool", *args], check=True)


def wait_until(test, timeout, message):
    end = time.monotonic() + timeout
    while not test():
        if time.monotonic() > end:
            raise StepError(message)
        time.sleep(POLL)


def norm(text):
    return (text or "").replace("&", "").strip().casefold()


class Node:
    """One accessible object; every call tolerates the object dying under us."""

    def __init__(self, acc):
        self.acc = acc

    @property
    def name(self):
        try:
            return self.acc.get_name() or ""
        except GLib.Error:
            return ""

    @property
    def role(self):
        try:
            return self.acc.get_role_name() or ""
        except GLib.Error:
            return ""

    @property
    def labelled_by(self):
        """Name of the QLabel whose buddy this is (QFormLayout rows, QLabel::setBuddy)."""
        try:
            for rel in self.acc.get_relation_set():
                if rel.get_relation_type() == Atspi.RelationType.LABELLED_BY and rel.get_n_targets():
                    return rel.get_target(0).get_name() or ""
        except GLib.Error:
            pass
        return ""

    def named(self, name):
        """On Linux Qt gives a combo box its current text as name: its label is only in the relation."""
        return norm(name) in (norm(self.name), norm(self.labelled_by))

    def has(self, state):
        try:
            return self.acc.get_state_set().contains(state)
        except GLib.Error:
            return False

    @property
    def showing(self):
        return self.has(Atspi.StateType.SHOWING) and self.has(Atspi.StateType.VISIBLE)

    @property
    def enabled(self):
        return self.has(Atspi.StateType.ENABLED)

    @property
    def text(self):
        try:
            return Atspi.Text.get_text(self.acc, 0, -1) if self.acc.get_text_iface() else ""
        except GLib.Error:
            return ""

    @property
    def children(self):
        try:
            count = self.acc.get_child_count()
        except GLib.Error:
            return
        for i in range(min(count, 2000)):
            try:
                child = self.acc.get_child_at_index(i)
            except GLib.Error:
                continue
            if child is not None:
                yield Node(child)

    def walk(self, depth=0, limit=40):
        yield depth, self
        if depth < limit:
            for child in self.children:
                yield from child.walk(depth + 1, limit)

    def actions(self):
        try:
            return [self.acc.get_action_name(i) for i in range(self.acc.get_n_actions())]
        except GLib.Error:
            return []

    def act(self, *wanted):
        names = self.actions()
        for want in wanted:
            for i, name in enumerate(names):
                if norm(name) == norm(want):
                    # Qt delivers the click inside the call: a slot that opens a modal dialog keeps
                    # the reply until the dialog closes, so a time-out here is not a failure.
                    try:
                        self.acc.do_action(i)
                    except GLib.Error as err:
                        if "timeout" not in err.message.lower() and "reply" not in err.message.lower():
                            raise StepError(f"{self}: {err.message}")
                    return self
        raise StepError(f"{self} has none of the actions {wanted}, only {names}")

    def press(self):
        if not self.enabled:
            raise StepError(f"{self} is disabled")
        return self.act("Press", "Toggle", "click", "ShowMenu")

    def click(self):
        """A real mouse click in the middle of the object (needs xdotool and the same DISPLAY)."""
        box = Atspi.Component.get_extents(self.acc, Atspi.CoordType.SCREEN)
        if box.width <= 0 or box.height <= 0:
            raise StepError(f"{self} has no extents")
        x, y = box.x + box.width // 2, box.y + box.height // 2
        # --sync waits 15 s for a pointer that is there already
        xdotool("mousemove", str(x - 1), str(y), "mousemove", "--sync", str(x), str(y), "click", "1")
        return self

    def keys(self, text):
        """Replace the text with real key strokes (validators, completers and textEdited see them)."""
        self.click()
        wait_until(lambda: self.has(Atspi.StateType.FOCUSED), 2.0, f"{self} did not take the focus")
        xdotool("key", "--clearmodifiers", "ctrl+a", "Delete")
        xdotool("type", "--clearmodifiers", "--delay", "8", text)
        return self

    def focus(self):
        try:
            if self.acc.grab_focus():
                return self
        except GLib.Error:
            pass
        return self.act("SetFocus")

    def type(self, text):
        """Replace the whole text through the EditableText interface.

        Qt 6.4 obeys neither read-only nor validators here and emits textChanged but not textEdited."""
        if not self.enabled or not self.has(Atspi.StateType.EDITABLE) or self.has(Atspi.StateType.READ_ONLY):
            raise StepError(f"{self} is disabled or read-only")
        try:
            if not self.acc.set_text_contents(text):
                raise StepError(f"{self}: set_text_contents refused")
        except GLib.Error as err:
            raise StepError(f"{self}: {err.message}")
        return self

    def item(self, name):
        for _, node in self.walk():
            if node.role in ("list item", "table cell", "tree item", "menu item") and norm(node.name) == norm(name):
                return node
        raise StepError(f"{self}: no item {name!r}")

    def select(self, name):
        """Choose an item of a combo box, list, table or tree by its name.

        In a combo box Qt's own action on an item moves the highlight but does not choose it: open and click."""
        if self.role == "combo box":
            self.act("ShowMenu")
            node = self.item(name)
            wait_until(lambda: node.showing, 2.0, f"{self}: popup did not open")
            node.click()
            wait_until(lambda: norm(self.name) == norm(name), 2.0, f"{self}: {name!r} was not taken")
        else:
            self.item(name).click()
        return self

    def __str__(self):
        label = self.labelled_by
        return f"[{self.role}] {self.name!r}" + (f" labelled-by {label!r}" if label and label != self.name else "")


class App(Node):
    @classmethod
    def wait(cls, name=None, timeout=20.0):
        end = time.monotonic() + timeout
        seen = []
        while time.monotonic() < end:
            seen = []
            desktop = Atspi.get_desktop(0)
            for i in range(desktop.get_child_count()):
                acc = desktop.get_child_at_index(i)
                if acc is None:
                    continue
                node = cls(acc)
                seen.append(node.name)
                if (name is None or norm(name) in norm(node.name)) and acc.get_child_count() > 0:
                    return node
            time.sleep(POLL)
        raise TimeoutError(f"no accessible application {name!r}; on the bus: {seen}")

    def scope(self):
        """The window that has the user's attention.

        Qt 6.4 never sets the MODAL state and its actions reach widgets behind a modal dialog, which no
        user could do. So look only into the active window, or without one into the newest dialog."""
        windows = [n for n in self.children if n.showing]
        active = [n for n in windows if n.has(Atspi.StateType.ACTIVE)]
        dialogs = [n for n in windows if n.role in ("dialog", "alert")]
        return (active or dialogs or [self])[-1]

    def find_all(self, name=None, role=None, showing=True):
        for _, node in self.scope().walk():
            if role and norm(node.role) != norm(role):
                continue
            if name is not None and not node.named(name):
                continue
            if showing and not node.showing:
                continue
            yield node

    def find(self, name=None, role=None, timeout=5.0, showing=True, enabled=False):
        end = time.monotonic() + timeout
        while True:
            for node in self.find_all(name, role, showing):
                # a label carries the same name as the field it labels: prefer the field
                if role is None and node.role == "label":
                    fields = [n for n in self.find_all(name, None, showing) if n.role != "label"]
                    node = fields[0] if fields else node
                if not enabled or node.enabled:
                    return node
            if time.monotonic() > end:
                raise StepError(f"not found within {timeout}s: role={role!r} name={name!r}")
            time.sleep(POLL)

    wait_for = find

    def absent(self, name=None, role=None, timeout=5.0):
        end = time.monotonic() + timeout
        while any(True for _ in self.find_all(name, role)):
            if time.monotonic() > end:
                raise StepError(f"still there after {timeout}s: role={role!r} name={name!r}")
            time.sleep(POLL)

    def dump(self, out=sys.stdout, showing=True):
        for depth, node in self.walk():
            if showing and depth > 1 and not node.showing:
                continue
            extra = "" if node.enabled or depth == 0 else " DISABLED"
            text = node.text
            if text and text != node.name:
                extra += f" text={text!r}"
            acts = ",".join(a for a in node.actions() if a)
            print("  " * depth + f"{node}{extra}" + (f" <{acts}>" if acts else ""), file=out)


ROLES = {norm(Atspi.role_get_name(Atspi.Role(i))) for i in range(1, int(Atspi.Role.LAST_DEFINED))}


def split(name):
    """"push button/Next >" is a role and a name; "Saved /tmp/x" is only a name."""
    role, slash, rest = name.partition("/")
    return (rest, role) if slash and norm(role) in ROLES else (name, None)


def run(app, step, timeout):
    verb, _, arg = step.partition(":")
    if verb == "dump":
        app.dump()
    elif verb == "press":
        name, role = split(arg)
        app.find(name, role, timeout, enabled=True).press()
    elif verb == "check":
        name, role = split(arg)
        node = app.find(name, role or "check box", timeout, enabled=True)
        if not node.has(Atspi.StateType.CHECKED):
            node.press()
    elif verb == "type":
        target, _, text = arg.partition("=")
        name, role = split(target)
        app.find(name, role, timeout, enabled=True).type(text)
    elif verb == "select":
        target, _, item = arg.partition("=")
        name, role = split(target)
        app.find(name, role, timeout, enabled=True).select(item)
    elif verb == "wait":
        name, role = split(arg)
        app.find(name, role, timeout)
    elif verb == "gone":
        name, role = split(arg)
        app.absent(name, role, timeout)
    elif verb == "click":
        name, role = split(arg)
        app.find(name, role, timeout, enabled=True).click()
    elif verb == "keys":
        target, _, text = arg.partition("=")
        name, role = split(target)
        app.find(name, role, timeout, enabled=True).keys(text)
    elif verb == "enabled":
        name, role = split(arg)
        app.find(name, role, timeout, enabled=True)
    elif verb == "disabled":
        name, role = split(arg)
        wait_until(lambda: not app.find(name, role, timeout).enabled, timeout, f"{arg!r} stays enabled")
    elif verb == "focused":
        name, role = split(arg)
        wait_until(lambda: app.find(name, role, timeout).has(Atspi.StateType.FOCUSED), timeout, f"{arg!r} has not the focus")
    elif verb == "is":
        target, _, text = arg.partition("=")
        name, role = split(target)
        wait_until(lambda: (lambda n: (n.text or n.name) == text)(app.find(name, role, timeout)), timeout,
                   f"{target!r} is not {text!r}")
    elif verb == "read":
        name, role = split(arg)
        node = app.find(name, role, timeout)
        print(node.text or node.name)
    elif verb == "shot":
        subprocess.run(["import", "-window", "root", arg], check=True)
    elif verb == "key":
        xdotool("key", "--clearmodifiers", arg)
    elif verb == "sleep":
        time.sleep(float(arg))
    else:
        raise StepError(f"unknown step {step!r}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--app", help="part of the application's accessible name (QCoreApplication::applicationName)")
    ap.add_argument("--timeout", type=float, default=10.0)
    ap.add_argument("steps", nargs="+")
    args = ap.parse_args()
    Atspi.init()
    Atspi.set_timeout(2000, 15000)
    try:
        app = App.wait(args.app, args.timeout)
    except TimeoutError as err:
        print(f"drive: {err}", file=sys.stderr)
        return 2
    for step in args.steps:
        try:
            run(app, step, args.timeout)
            print(f"ok   {step}", flush=True)
        except BrokenPipeError:
            return 1
        except (StepError, GLib.Error, subprocess.CalledProcessError) as err:
            print(f"FAIL {step}: {err}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
