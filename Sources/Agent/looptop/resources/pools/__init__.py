"""Pools of connections, one adapter a library; a library that is not imported costs nothing."""
