# SPDX-License-Identifier: MIT


class CCacheError(Exception):
    """With the words of FreeIPA's own."""

    def __init__(self):
        super().__init__("did not receive Kerberos credentials")
