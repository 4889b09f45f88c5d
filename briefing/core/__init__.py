"""The domain: plain values and plain functions. No input or output, no clock; of libraries msgspec alone."""
