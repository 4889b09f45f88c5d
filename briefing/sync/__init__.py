"""Reading here and there: what was read, starred and subscribed to is kept the same here and on a server."""
