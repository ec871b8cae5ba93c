"""`python -m bench [pages] [images]`: all measurements, or those named."""

import importlib
import sys

NAMES = sys.argv[1:] or ["pages", "images"]
sys.exit(max(importlib.import_module(f"bench.{name}").main() for name in NAMES))
