"""What the gate lets through, and how much a decoder may use."""

MEGABYTE = 1024 * 1024

IMAGE_BYTES = 20 * MEGABYTE
FILE_BYTES = 50 * MEGABYTE
# What a document holds when it is unpacked: its parts, all of them together, and those of text (cells, paragraphs).
DOCUMENT_PARTS = 10_000
DOCUMENT_UNPACKED = 500 * MEGABYTE
DOCUMENT_TEXT = 100 * MEGABYTE
# Of one part of a form, the name of its file in it.
PART_HEADER_BYTES = 16 * 1024
PIXELS = 60_000_000
# Its decoder holds the canvas four times; no camera writes WebP.
WEBP_PIXELS = 30_000_000
SIDE = 16_000  # WebP knows at most 16,383
# A phone's JPEG or HEIC may hold a depth map, a brighter copy, a burst; more than this is no photograph.
STILLS = 16

WIDTHS = (480, 960, 1920)
# AVIF takes ten times as long to write: later, and no larger than this.
AVIF_WIDTHS = (480, 960, 1280)

# One decoding child: enough for 60 megapixels of any format we take, and no more.
DECODER_MEMORY = 1536 * MEGABYTE
DECODER_CPU_SECONDS = 40
DECODER_SECONDS = 60
# Half a million cells of a sheet take three seconds; a document that takes longer is refused.
DOCUMENT_CPU_SECONDS = 8
DOCUMENT_SECONDS = 20
DECODER_OUTPUT_BYTES = 40 * MEGABYTE

# A lease outlives the longest decoding and the saving after it.
LEASE_SECONDS = 180
ATTEMPTS = 3
# One run of the sweep; what is left goes to the next one.
SWEEP_SECONDS = 120
