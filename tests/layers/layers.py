# SPDX-License-Identifier: MIT
"""Reads the includes of core/, ui/ and app/ and reports every arrow that the architecture does not allow."""

import re
from pathlib import Path

import rules

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)
GENERATED = (".moc",)


def qt_module_of_headers(qt_folder):
    """{"QUdpSocket": "QtNetwork", ...} as installed."""
    owners = {}
    for module in sorted(Path(qt_folder).glob("Qt*")):
        for header in module.iterdir():
            owners.setdefault(header.name, module.name)
            owners[f"{module.name}/{header.name}"] = module.name
    return owners


class Tree:
    def __init__(self, root, qt_owners):
        self.root = Path(root)
        self.qt_owners = qt_owners
        self.problems = []
        self.arrows = {}  # file: the project's files that it includes
        self.library_users = set()

    def check(self):
        for folder in ("core", "ui", "app"):
            for file in sorted(self.root.glob(f"{folder}/**/*")):
                if file.suffix in (".h", ".cpp"):
                    self.read(file)
        self.check_private_headers()
        self.check_cycles()
        return self.problems

    def say(self, file, text):
        self.problems.append(f"{self.name(file)}: {text}")

    def name(self, file):
        return file.relative_to(self.root).as_posix()

    def module(self, file):
        parts = file.relative_to(self.root).parts
        return parts[1] if parts[0] == "core" else parts[0]

    def read(self, file):
        self.arrows[file] = []
        for kind, header in INCLUDE.findall(file.read_text(encoding="utf-8")):
            if kind == "<":
                self.check_foreign(file, header)
            elif not header.endswith(GENERATED):
                self.check_own(file, header)

    def check_own(self, file, header):
        places = (self.root / "core" / header, self.root / header, file.parent / header)
        target = next((place for place in places if place.is_file()), None)
        if target is None:
            self.say(file, f'"{header}" is no header of the project')
            return
        self.arrows[file].append(target)
        user, used = self.module(file), self.module(target)
        value_headers = rules.MAY_USE_VALUES.get(user, set())
        if user != used and used not in rules.MAY_USE[user] and header not in value_headers:
            self.say(file, f'{user} may not use "{header}"')
        if user == used == "ui":
            self.check_ui_part(file, target, header)

    def check_ui_part(self, file, target, header):
        user, used = (path.relative_to(self.root).parts[1] for path in (file, target))
        if rules.UI_PARTS.index(used) > rules.UI_PARTS.index(user):
            self.say(file, f'ui/{user} may not use "{header}"')

    def check_foreign(self, file, header):
        module = self.module(file)
        for library, owner in rules.LIBRARY_OWNER.items():
            if header.startswith(library):
                self.library_users.add(file)
                if module != owner:
                    self.say(file, f"only {owner} may use <{header}>")
        qt_module = self.qt_owners.get(header)
        if header not in rules.QT_VALUES and qt_module and qt_module not in rules.MAY_USE_QT[module]:
            self.say(file, f"{module} may not use <{header}> of {qt_module}")
        if module in rules.CORE_MODULES and header in rules.NOT_IN_CORE:
            self.say(file, f"the core may not use <{header}>")

    def check_private_headers(self):
        """A header that brings a library's headers along may be included in its own module only."""
        private = {file for file in self.library_users if file.suffix == ".h"}
        grows = True
        while grows:
            more = {file for file, targets in self.arrows.items() if file.suffix == ".h" and private.intersection(targets)}
            grows = not more <= private
            private |= more
        for file, targets in self.arrows.items():
            for target in targets:
                if target in private and self.module(file) != self.module(target):
                    self.say(file, f"{self.name(target)} is private to {self.module(target)}: it includes a library")

    def check_cycles(self):
        done = set()

        def visit(file, way):
            if file in way:
                circle = way[way.index(file):] + [file]
                self.say(file, "includes itself: " + " -> ".join(self.name(one) for one in circle))
            elif file not in done:
                for target in self.arrows.get(file, []):
                    visit(target, way + [file])
                done.add(file)

        for file in self.arrows:
            visit(file, [])
