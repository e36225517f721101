"""Small pictures as PNG files: written and read without a library of pictures, as nothing else here needs one.

Only what is written here is read: eight bits for a colour, no filter, with a palette of at most 256 colours or without.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # height x width x 3
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE, _COLOURS = 3, 2


def written(pixels: Pixels) -> bytes:
    """Return the file of a picture."""
    height, width, _ = pixels.shape
    colours, places = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True)
    has_palette = len(colours) <= 256
    lines = places.astype(np.uint8).reshape(height, width) if has_palette else pixels.reshape(height, width * 3)
    body = b"".join(b"\0" + line.tobytes() for line in lines)
    kind = _PALETTE if has_palette else _COLOURS
    parts = [_part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))]
    if has_palette:
        parts.append(_part(b"PLTE", colours.astype(np.uint8).tobytes()))
    return b"".join([_SIGNATURE, *parts, _part(b"IDAT", zlib.compress(body, 9)), _part(b"IEND", b"")])


def read(content: bytes) -> Pixels:
    """Return the picture of a file that was written here."""
    at, parts = len(_SIGNATURE), dict[bytes, bytes]()
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        parts[content[at + 4 : at + 8]] = content[at + 8 : at + 8 + length]
        at += length + 12
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, -1)[:, 1:]
    if b"PLTE" not in parts:
        return lines.reshape(height, width, 3)
    return np.frombuffer(parts[b"PLTE"], np.uint8).reshape(-1, 3)[lines]


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
