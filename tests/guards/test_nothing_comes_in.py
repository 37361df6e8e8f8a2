"""Guard rail: no connector to the world of real people, and no door through which records of them could come in."""

import re
import sys

from tests.guards import source

# Everything that is not Python's own and may be imported. Whatever is added here is a decision.
LIBRARIES = {
    "SALib", "h5netcdf", "h5py", "jinja2", "llvmlite", "markupsafe", "numba", "numpy", "pydantic", "pydantic_core",
    "rich", "ruamel", "scipy", "sklearn", "threadpoolctl", "typer", "typing_extensions", "xarray",
}  # fmt: skip

# Python's own modules that reach other machines, or read tables and mailboxes.
OUTSIDE = {
    "asyncio", "asynchat", "asyncore", "cgi", "csv", "dbm", "email", "ftplib", "http", "imaplib", "mailbox", "nntplib",
    "poplib", "shelve", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "telnetlib", "urllib.request",
    "webbrowser", "xml", "xmlrpc",
}  # fmt: skip

# Functions of the libraries that read tables of rows.
TABLE_READERS = re.compile(
    r"^(read_(csv|table|excel|parquet|feather|sql\w*|json|html|xml|pickle|fwf|stata|spss|sas|orc|clipboard)"
    r"|genfromtxt|loadtxt|fromfile|from_?dataframe|from_series|from_records|DictReader|unpickle)$"
)

# Who makes people: the generator alone.
MAKERS_OF_PEOPLE = ("scorarium.society.",)

# Annotations through which text, files or rows could carry people in; lists of their numbers could not.
CARRIERS = re.compile(
    r"\b(str|bytes|Path|PathLike|IO|TextIO|BinaryIO|Any|dict|object|(Mapping|Sequence|Iterable|list|tuple)\b(?!\[int\b))"
)
PEOPLE = re.compile(r"^(people|persons|individuals|roster|citizens|subjects|residents|population)$")
IDENTITY = re.compile(
    r"^(csv|parquet|excel|dataframe|df|e_?mail|id_number|national_id|passport|photo|portrait|birth_?date|date_of_birth"
    r"|full_name|first_name|last_name|surname|phone|phone_number|street_address|ip_address|device_id|account_number)$"
)


def test_only_known_libraries_are_imported() -> None:
    strangers = {
        (module, name)
        for module, name in source.imports()
        if (top := name.partition(".")[0]) not in LIBRARIES | {"scorarium", "__future__"}
        and top not in sys.stdlib_module_names
    }
    assert not strangers


def test_nothing_reaches_other_machines_or_reads_tables() -> None:
    doors = {
        (module, name)
        for module, name in source.imports()
        if any(name == outside or name.startswith(f"{outside}.") for outside in OUTSIDE)
    }
    assert not doors


def test_no_reader_of_tables_is_called() -> None:
    readers = {(module, name) for module, name, _ in source.calls() if TABLE_READERS.match(name)}
    assert not readers


def test_people_are_made_by_the_generator_alone() -> None:
    makers = {module for module, name, _ in source.calls() if name == "Population"}
    assert makers, "nobody makes people: has Population another name now?"
    assert all(module.startswith(MAKERS_OF_PEOPLE) for module in makers), makers


def test_no_function_takes_people_as_text_files_or_rows() -> None:
    takers = {
        (module, function.name, name, annotation)
        for module, function in source.functions()
        for name, annotation in source.parameters(function)
        if PEOPLE.match(name) and CARRIERS.search(annotation)
    }
    assert not takers


def test_no_function_takes_marks_of_identity() -> None:
    takers = {
        (module, function.name, name)
        for module, function in source.functions()
        for name, annotation in source.parameters(function)
        if IDENTITY.match(name) or re.search(r"\b(DataFrame|LazyFrame|pandas|polars|pyarrow)\b", annotation)
    }
    assert not takers
