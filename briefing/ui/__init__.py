"""The screens: everything that is drawn, and every key. The one package, with `app`, that knows Textual."""
