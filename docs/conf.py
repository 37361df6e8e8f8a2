from pathlib import Path
from tomllib import loads

_root = Path(__file__).resolve().parent.parent

project = "Scorarium"
author = "The Scorarium developers"
copyright = "The Scorarium developers, Apache-2.0"
release = loads((_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True
myst_enable_extensions = ["deflist", "colon_fence", "attrs_inline"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]
napoleon_google_docstring = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "Scorarium"
html_show_sphinx = False
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["scorarium.css"]
pygments_style = "tango"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#8a3b12",
        "color-brand-content": "#8a3b12",
        "font-stack": "Charter, 'Iowan Old Style', 'Source Serif 4', Georgia, 'DejaVu Serif', serif",
        "font-stack--monospace": "ui-monospace, 'Cascadia Code', Menlo, 'DejaVu Sans Mono', monospace",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f0a46f",
        "color-brand-content": "#f0a46f",
        "color-background-primary": "#16181b",
        "color-background-secondary": "#1c1f23",
    },
}
