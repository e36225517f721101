"""The pure arithmetic of allocation: plain values in, exact cents and their explanation out; no input or output."""
