"""What is raised inside this folder when bytes of a terminal mean nothing; it never leaves it."""


class GarbledError(ValueError):
    """The bytes are no frame, no field, or more than a terminal has to say."""
