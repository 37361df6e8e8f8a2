"""Known answers put to the engine: closed forms, published cases, and the runs that are compared with them."""
