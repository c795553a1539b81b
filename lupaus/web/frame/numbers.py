"""Numbers in addresses: as large as a row's number can be, and no larger."""

from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """``<id:party>``. What no engine can hold is no page, rather than an error of the engine's:
    both count rows in 64 bits, which is 18 digits whatever they are."""

    regex = "[0-9]{1,18}"
