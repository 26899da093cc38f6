"""The other side of a wait: who sits at the far end of a connection, or which process."""
