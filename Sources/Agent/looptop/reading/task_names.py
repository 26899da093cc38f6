"""Names of tasks."""


def is_named(name: str) -> bool:
    """False for `Task-N`, the name that asyncio makes up."""
    return not (name.startswith("Task-") and name[5:].isdigit())
