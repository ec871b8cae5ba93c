"""Papers as tagged PDF (PDF/UA-1): a typst template and data, set by a child process.

The templates are `templates/**/*.typ`; they read the data through `sys.inputs`, so nothing that people typed is ever
typst source. Call `print_pdf()` for one paper, `print_many()` for many of one kind. A request may print one small paper
(it gives few seconds); whatever is bigger is printed by the worker.
"""

from common.pdf.printing import PrintedImage, PrintingFailed, print_many, print_pdf
from common.pdf.signs import printable

__all__ = ["PrintedImage", "PrintingFailed", "print_many", "print_pdf", "printable"]
