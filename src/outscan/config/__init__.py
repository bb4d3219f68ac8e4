"""Settings: what may be set, by whom, how it joins, and where each setting in force comes from.

In: TOML files and what was typed. Out: `Config`, `Setting`. A machine policy can only be tightened; nothing is ever read from
the folder being scanned; a setting that means nothing is refused.
"""

from __future__ import annotations

from outscan.config.file import ConfigFile, config_folders
from outscan.config.join import Setting, authority_allowed, joined, load_config
from outscan.config.settings import OCR_WAYS, Config, shipped

__all__ = [
    "OCR_WAYS",
    "Config",
    "ConfigFile",
    "Setting",
    "authority_allowed",
    "config_folders",
    "joined",
    "load_config",
    "shipped",
]
