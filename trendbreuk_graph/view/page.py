"""The view as a page: a network of pyvis in a template of our own, with everything that it needs inside."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.period import read_day, read_horizon
from trendbreuk_graph.audit.words import name_class, show_plain
from trendbreuk_graph.errors import ViewError
from trendbreuk_graph.i18n import N_, translator
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.view.choose import check_options, choose
from trendbreuk_graph.view.details import make_details
from trendbreuk_graph.view.looks import DOMAINS, LOOKS
from trendbreuk_graph.view.material import find_kind, read_material
from trendbreuk_graph.view.sentences import name_kind
from trendbreuk_graph.view.words import make_words

if TYPE_CHECKING:
    import datetime as dt

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material
    from trendbreuk_graph.view.picture import Picture
    from trendbreuk_graph.view.request import ViewRequest

__all__ = ["MOST_NODES", "make_view"]

#: More nodes than this are refused: a browser on an ordinary laptop no longer answers at once.
MOST_NODES = 20_000
#: From so many nodes on, lines are left out while the picture moves.
_MANY = 600

#: Up to so many lines they are drawn so strongly: many would cover what lies under them.
_STRENGTHS: tuple[tuple[float, float], ...] = ((300, 0.62), (1500, 0.4), (math.inf, 0.22))

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("shapes.js", "drawing.js", "panel.js", "search.js", "filters.js", "start.js")
#: Style of a tie → colour without its strength, and its dashes.
_STYLES: dict[str, tuple[str, list[int] | None]] = {
    "tie": ("90,98,110", None),
    "hope": ("90,98,110", [7, 6]),
    "gap": ("213,94,0", [2, 6]),
    "relation": ("0,114,178", [12, 4]),
}


def make_view(store: Store, request: ViewRequest, language: Language, today: dt.date) -> str:
    """The whole HTML file.

    Args:
        store: The graph.
        request: What is asked, in names as they are typed.
        language: Of all words in the page.
        today: Day of the audit where the request names none.

    Raises:
        UnknownNameError: A name means nothing in the graph; with the nearest ones.
        AmbiguousChoiceError: A name can mean several things.
        BadDayError: The day does not exist.
        ViewError: Options that exclude each other, or nothing left to show; says which filter emptied it.
    """
    check_options(request)
    as_of = read_day(request.as_of) if request.as_of is not None else today
    material = read_material(store, as_of, read_horizon("12m"), language)
    picture = _draw(material, request, choose(material, request))
    if len(picture.nodes) > MOST_NODES:
        raise ViewError(
            N_(
                "{number} nodes are more than one page can show well (at most {most}). Narrow it with --theme, --life-phase, --subregion, "
                "--stream or --around, or open the whole network in Gephi: `trendbreuk export --format gexf -o network.gexf`."
            ),
            number=str(len(picture.nodes)),
            most=str(MOST_NODES),
        )
    iris = [*(node.iri for node in picture.nodes), *picture.extra]
    facts = {**_tell_things(material, iris), **_tell_picture(picture, iris), "words": make_words(language)}
    return _render(material, picture, facts, make_details(store, material, iris))


def _draw(material: Material, request: ViewRequest, chosen: Chosen) -> Picture:
    if chosen.centre is not None:
        from trendbreuk_graph.view.around import make_around

        return make_around(material, chosen)
    if chosen.domains is not None:
        from trendbreuk_graph.view.bridging import make_bridges

        return make_bridges(material, chosen)
    if request.funding:
        from trendbreuk_graph.view.funding import make_funding

        return make_funding(material, chosen)
    from trendbreuk_graph.view import whole

    if request.only == "projects":
        return whole.make_projects(material, chosen)
    if request.only == "organisations":
        return whole.make_organisations(material, chosen)
    return whole.make_whole(material, chosen)


def _tell_things(material: Material, iris: list[str]) -> dict[str, Any]:
    """What search, filters and list need of each thing, and the names of kinds, domains, themes and classes."""
    kinds, domains, themes, classes, others = [], [], [], [], []
    shown = set(iris)
    within: dict[str, set[str]] = {}
    for member, group in material.network.collapsed.items():
        within.setdefault(group, set()).add(member)
    for iri in iris:
        thing = material.things.get(iri)
        kinds.append(find_kind(thing) if thing else "organisation")
        domains.append([domain.removeprefix(ID) for domain in material.domains(iri)])
        found = material.about.of.get(iri, ())
        themes.append(sorted(theme.removeprefix(ID) for theme in found))
        judgement = material.judgements.get(iri)
        classes.append(judgement.reported if judgement else "")
        names = set(thing.names) - {thing.label(material.language)} if thing else set()
        # Who looks for a municipality that stands in its group finds the group.
        names |= {material.name(one) for one in within.get(iri, ()) if one not in shown}
        others.append(sorted(show_plain(name) for name in names))
    return {
        "ids": [iri.removeprefix(ID) for iri in iris],
        "names": [show_plain(material.name(iri)) for iri in iris],
        "others": others,
        "kinds": kinds,
        "domains": domains,
        "themes": themes,
        "classes": classes,
        "kindNames": {kind: name_kind(kind, material.language) for kind in sorted(set(kinds))},
        "domainNames": _name_all(material, domains),
        "themeNames": _name_all(material, themes),
        "classNames": {name: name_class(name, material.language) for name in CLASSES if name in classes},
    }


def _name_all(material: Material, found: list[list[str]]) -> dict[str, str]:
    names = {one: show_plain(material.name(ID + one)) for ones in found for one in ones}
    return dict(sorted(names.items(), key=lambda item: (item[1], item[0])))


def _tell_picture(picture: Picture, iris: list[str]) -> dict[str, Any]:
    numbers = {iri: number for number, iri in enumerate(iris)}
    used = sorted({node.look for node in picture.nodes})
    return {
        "title": picture.title,
        "drawn": len(picture.nodes),
        "weights": [round(node.weight, 2) for node in picture.nodes],
        "sides": "".join(node.side for node in picture.nodes),
        "notes": {number: node.note for number, node in enumerate(picture.nodes) if node.note},
        "styles": [edge.style for edge in picture.edges] if len(picture.styles) > 1 else [],
        "why": [[numbers[iri] for iri in edge.why] for edge in picture.edges] if picture.extra else [],
        "rooms": {number: round(node.room) for number, node in enumerate(picture.nodes) if node.room},
        "strong": {number: 1 for number, node in enumerate(picture.nodes) if node.strong},
        "least": picture.least,
        "room": picture.room,
        "least_room": 90 if any(node.side != "b" for node in picture.nodes) else 150,
        "roominess": picture.roominess,
        "strength": _find_strength(picture),
        "areas": [
            [area.label, round(area.x), round(area.y), round(area.width), round(area.height), area.shape, area.tint]
            for area in picture.areas
        ],
        "looks": {name: [LOOKS[name].shape, LOOKS[name].fill, LOOKS[name].border] for name in used},
        "strokes": {style: _STYLES[style] for style in picture.styles},
    }


def _render(material: Material, picture: Picture, facts: dict[str, Any], details: dict[str, Any]) -> str:
    """Fill a network of pyvis in bulk (adding edges one by one takes quadratic time) and let it render our template."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    _ = translator(material.language)
    network = Network(cdn_resources="in_line", height="100%")
    library = Path(network.template_dir) / "lib" / "vis-9.1.2" / "vis-network.min.js"
    numbers = {node.iri: number for number, node in enumerate(picture.nodes)}
    network.nodes = [
        {"id": number, "x": round(node.x), "y": round(node.y), "size": node.size, "group": node.look}
        for number, node in enumerate(picture.nodes)
    ]
    strength = _find_strength(picture)
    network.edges = [
        _make_edge(numbers[edge.first], numbers[edge.second], edge.style, strength, picture.least, len(edge.why))
        for edge in picture.edges
    ]
    network.set_options(json.dumps(_make_options(picture, strength)))
    # A browser that looks for the map of the script would leave the page.
    script = re.sub(r"//# sourceMappingURL=\S*", "", library.read_text(encoding="utf-8"))
    own = "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    style = (_TEMPLATES / "view.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(_TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "sort_keys": True}
    environment.globals.update(
        language=material.language,
        title=show_plain(picture.title),
        sentence=show_plain(picture.sentence),
        reading=picture.reading,
        words=facts["words"],
        looks=_make_legend(material, picture),
        lines=[{"style": style, "text": text} for style, text in picture.styles.items()],
        facts=Markup(_dump(facts)),  # noqa: S704 - JSON in which no sign can end a script
        details=Markup(_dump(details)),  # noqa: S704 - likewise
        library=Markup(script),  # noqa: S704 - the file of the package
        script=Markup(own),  # noqa: S704 - files of this package
        style=Markup(style),  # noqa: S704 - likewise
        policy="; ".join(
            [
                "default-src 'none'",
                f"script-src {_hash(script)} {_hash(own)}",
                f"style-src {_hash(style)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
            ]
        ),
    )
    network.templateEnv = environment
    network.path = "view.html.jinja"
    html: str = network.generate_html(notebook=False)
    return html


def _find_strength(picture: Picture) -> float:
    return next(strength for most, strength in _STRENGTHS if len(picture.edges) < most)


def _make_edge(first: int, second: int, style: str, strength: float, least: int, reasons: int) -> dict[str, Any]:
    edge: dict[str, Any] = {"from": first, "to": second}
    colour, dashes = _STYLES[style]
    if dashes is not None:
        edge["dashes"] = dashes
    if style != "tie":
        edge["color"] = f"rgba({colour},{max(strength, 0.45)})"
    if reasons > 1:
        edge["width"] = round(min(0.7 + 0.45 * reasons, 6), 2)
    if least and reasons < least:
        edge["hidden"] = True
    return edge


def _make_options(picture: Picture, strength: float) -> dict[str, Any]:
    looks = sorted({node.look for node in picture.nodes})
    many = len(picture.nodes) >= _MANY
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "nodes": {"borderWidth": 1, "borderWidthSelected": 1, "chosen": False},
        "edges": {
            "smooth": False,
            "chosen": False,
            "width": 1,
            "selectionWidth": 0,
            "hoverWidth": 0,
            "color": {"color": f"rgba({_STYLES['tie'][0]},{strength})", "inherit": False},
        },
        "groups": {
            "useDefaultGroups": False,
            **{
                name: {
                    "shape": LOOKS[name].shape,
                    "color": {"background": LOOKS[name].fill, "border": LOOKS[name].border},
                }
                for name in looks
            },
        },
        "interaction": {
            "dragNodes": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "hover": False,
            "multiselect": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 3_600_000,
        },
    }


def _make_legend(material: Material, picture: Picture) -> list[dict[str, str]]:
    """The looks that occur, with their meaning; of domains one line a colour."""
    _ = translator(material.language)
    used = {node.look for node in picture.nodes}
    legend, domains = [], []
    for name, look in LOOKS.items():
        if name not in used:
            continue
        if look.label:
            legend.append({"look": name, "text": _(look.label)})
            continue
        domain = name.split("-", 1)[1]
        if domain not in domains:
            domains.append(domain)
    if any(name.startswith("organisation-") for name in used):
        legend.append({"look": "organisation-any", "text": _("organisation")})
    if any(name.startswith("group-") for name in used):
        legend.append({"look": "group-any", "text": _("kind of actor, or several together")})
    for domain in DOMAINS:
        if domain in domains:
            text = _("other domains") if domain == "other" else show_plain(material.name(ID + domain))
            legend.append({"look": f"domain-{domain}", "text": text})
    return legend


def _dump(value: Any) -> str:
    """JSON that can stand in a script element whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
