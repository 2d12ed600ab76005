"""Words of the commands that write receipts and labels into files."""


def receipt_written(number: str, copy_no: int, file: str) -> str:
    return f"Copy {copy_no} of {number} is in {file}.\n"


def labels_written(labels: int, file: str) -> str:
    return f"1 label is in {file}.\n" if labels == 1 else f"{labels} labels are in {file}.\n"


def not_a_count(text: str, most: int) -> str:
    return f"{text!r} is no number of copies; write a whole number from 1 to {most}"


def no_sku() -> str:
    return "an SKU stands before the equals sign"


def one_output() -> str:
    return "the file and the JSON document cannot both go to standard output"


def report_title(kind: str, number: int) -> str:
    return f"{kind.upper()} report {number}"


def report_written(kind: str, number: int, file: str) -> str:
    return f"{report_title(kind, number)} is in {file}.\n"
