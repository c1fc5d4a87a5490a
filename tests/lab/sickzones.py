# SPDX-License-Identifier: MIT
"""The lab of sick zones: everything of the table served in the namespace of the test."""

import os
import shutil
import tempfile

import namespace
from hosts import own_addresses
from servers import Servers
from signer import Signer
from workstations import Workstations
from zonefiles import ZoneFiles


class SickZones:
    """Only inside namespace.enter(). Ends with close()."""

    def __init__(self, rows):
        namespace.add_addresses(own_addresses())
        self._folder = tempfile.mkdtemp(prefix="certwright-sick-zones-")
        try:
            keys = os.path.join(self._folder, "keys")
            os.mkdir(keys)
            signer = Signer(keys)
            files = ZoneFiles(rows, signer)
            self._servers = Servers(self._folder, files, signer)
            self._servers.start()
            self.workstations = Workstations(self._folder)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def close(self):
        self.workstations.close()
        self._servers.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
