# SPDX-License-Identifier: MIT
"""The parts of the scripted CA; use them through scriptedca.py."""
