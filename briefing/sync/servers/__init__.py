"""The protocols of servers, one module or package each. No word of a protocol leaves this package."""
