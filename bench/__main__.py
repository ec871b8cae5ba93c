"""`python -m bench [pages] [images] [registration]`: all measurements, or those named."""

import importlib
import sys

NAMES = sys.argv[1:] or ["pages", "images", "registration"]
sys.exit(max(importlib.import_module(f"bench.{name}").main() for name in NAMES))
