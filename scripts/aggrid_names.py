"""Write pywry/panels/aggrid.json: the options of AG Grid's grids and columns, and which need its Enterprise edition.

Read from the type declarations in frontend/node_modules; run it after the library was updated.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TYPES = ROOT / "frontend/node_modules/ag-grid-community/dist/types/src"
TARGET = ROOT / "pywry/panels/aggrid.json"

PROPERTY = re.compile(r"(?:(/\*\*(?:(?!\*/).)*\*/)\s*)?^ {4}(\w+)\??([:(<].*?);$", re.DOTALL | re.MULTILINE)
MODULE = re.compile(r"(\w+Module)\b")
FUNCTION = re.compile(r"^(?:[(<]|: *(?:\(|\w*(?:Func|Callback)\b))")
PLAIN = re.compile(r"\| *(?:string|boolean|number|null|\w+(?:Params|Def|Style)\b)")
ONLY_ENTERPRISE = {"aggFunc", "initialAggFunc", "allowedAggFuncs", "sideBar", "statusBar"}


def interfaces(text: str, names: tuple[str, ...]) -> str:
    """The bodies of some interfaces."""
    found = [re.search(rf"interface {name}\b[^{{]*\{{(.*?)^\}}", text, re.DOTALL | re.MULTILINE) for name in names]
    return "\n".join(match[1] for match in found if match)


def options(file: str, names: tuple[str, ...], enterprise: set[str]) -> dict[str, list[str]]:
    """The options of some interfaces: of the Community edition, of the Enterprise one, and those that are functions."""
    sets: dict[str, set[str]] = {"community": set(), "enterprise": set(), "functions": set()}
    for doc, name, kind in PROPERTY.findall(interfaces((TYPES / file).read_text(encoding="utf-8"), names)):
        marked = re.findall(r"@agModule (.*)", doc)
        modules = set(MODULE.findall(" ".join(marked)))
        only = (bool(modules) and modules <= enterprise) or name in ONLY_ENTERPRISE
        sets["enterprise" if only else "community"].add(name)
        if FUNCTION.match(kind) and not PLAIN.search(kind):
            sets["functions"].add(name)
    return {name: sorted(values) for name, values in sets.items()}


def main() -> None:
    """Write the file."""
    modules = (
        (TYPES / "interfaces/iModule.d.ts")
        .read_text(encoding="utf-8")
        .partition("EnterpriseModuleName =")[2]
        .partition(";")[0]
    )
    enterprise = {f"{name}Module" for name in re.findall(r"'(\w+?)(?:Module)?'", modules)}
    package = json.loads((TYPES.parents[1] / "package.json").read_text(encoding="utf-8"))
    out = {
        "version": package["version"],
        "grid": options("entities/gridOptions.d.ts", ("GridOptions",), enterprise),
        "column": options("entities/colDef.d.ts", ("AbstractColDef", "ColDef", "ColGroupDef"), enterprise),
        "filter": options("interfaces/iFilter.d.ts", ("IFilterDef",), enterprise)["community"],
    }
    TARGET.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
