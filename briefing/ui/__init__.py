"""The screens and widgets. State lives in one screen; widgets speak up by messages."""
