"""The use cases: what a reader does, over the library, the network and the analysis."""
