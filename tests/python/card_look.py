"""How cards look in Anki: card_look.py PACKAGE FOLDER [SEARCH].

Renders every card that SEARCH finds through the real Anki and shows it in a headless Chromium as Anki's reviewer would: with the
reviewer's own style, its MathJax, front and back, by day and by night, 360 and 1024 pixels wide. Writes a picture a card and mode into
FOLDER, and prints as JSON which pages scroll sideways and which formulas MathJax does not take.

For people who change the look; needs Chromium, and beside `anki` the files of `aqt` (`pip install --no-deps aqt`)."""

import functools
import html
import http.server
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from anki.collection import Collection, ImportAnkiPackageRequest

WIDTHS = {"phone": 360, "desktop": 1024}
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "chrome"])), None)

# As aqt's webview and reviewer put it together.
CARD = """<!doctype html><html class="{html}" dir="ltr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/_anki/css/webview.css"><link rel="stylesheet" href="/_anki/css/reviewer.css">
<script src="/_anki/js/mathjax.js"></script><script src="/_anki/js/vendor/mathjax/tex-chtml-full.js"></script></head>
<body class="card card{number} {body}"><div id="_mark" hidden></div><div id="qa"><style>{css}</style>{content}</div>
<script>
document.querySelectorAll("details").forEach(fold => fold.open = {unfold});
MathJax.startup.promise.then(() => MathJax.typesetPromise([document.getElementById("qa")])).finally(() => {{
  const page = document.documentElement;
  parent.postMessage({{
    name: location.search, height: Math.ceil(document.body.getBoundingClientRect().bottom) + 20,
    wide: page.scrollWidth - page.clientWidth,
    errors: [...document.querySelectorAll("mjx-merror, [data-mjx-error]")].map(node => node.textContent || node.dataset.mjxError),
  }}, "*");
}});
</script></body></html>"""

FRAMES = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #808080; font: 14px sans-serif; }}
.row {{ display: flex; gap: 8px; align-items: start; margin-bottom: 8px; }} iframe {{ border: 0; flex: none; height: 300px; }}</style>
<script>const told = []; addEventListener("message", event => {{
  told.push(event.data);
  document.querySelectorAll("iframe").forEach(frame => {{
    if (frame.src.endsWith(event.data.name)) frame.style.height = event.data.height + "px";
  }});
  document.getElementById("told").textContent = JSON.stringify(told);
}});</script>{rows}<pre id="told" hidden></pre>"""


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves Anki's own files, the collection's media, and pages."""

    def __init__(self, pages, media, web, *request):
        self.pages, self.media, self.web = pages, media, web
        super().__init__(*request)

    def do_GET(self):
        page = self.pages.get(self.path)
        if page is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def translate_path(self, path):
        path = path.split("?")[0]
        if path.startswith("/_anki/"):
            return str(self.web / path.removeprefix("/_anki/"))
        return str(self.media / path.lstrip("/"))

    def log_message(self, *_):
        pass


def cards(col, search):
    for number, cid in enumerate(col.find_cards(search, order="c.due, c.ord"), 1):
        card = col.get_card(cid)
        output = card.render_output()
        yield number, card, {"front": output.question_text, "back": output.answer_text}, output.css


def typed(content):
    """The box that the reviewer puts in place of the mark."""
    content = re.sub(r"\[\[type:[^]]*]]", '<center><input type="text" id="typeans"></center>', content, count=1)
    return re.sub(r"\[anki:play:[^]]*]", '<a class="replay-button" href="#">▶</a>', content)


def pages_of(col, search):
    pages, sets = {}, []
    for number, card, sides, css in cards(col, search):
        for mode in ["day", "night"]:
            rows = ""
            for side, content in sides.items():
                frames = ""
                for width in WIDTHS.values():
                    address = f"/card?{number}-{side}-{mode}-{width}"
                    night = mode == "night"
                    pages[address] = CARD.format(
                        html="night-mode" if night else "", body="nightMode night_mode isLin" if night else "isLin",
                        number=card.ord + 1, css=css, content=typed(content), unfold="true" if side == "back" else "false",
                    )
                    frames += f'<iframe src="{html.escape(address)}" width="{width}"></iframe>'
                rows += f'<div class="row">{frames}</div>'
            pages[f"/set-{number}-{mode}"] = FRAMES.format(rows=rows)
            sets.append((f"{number:03}-{mode}", f"/set-{number}-{mode}", rows))
    return pages, sets


def chromium(*arguments):
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=60000"]
    return subprocess.run([CHROMIUM, *flags, *arguments], capture_output=True, text=True, check=True).stdout


def tallest(address, told):
    """Of a set the taller page of the front, and of the back."""
    _, number, mode = address.split("-")
    for side in ["front", "back"]:
        pages = [f"?{number}-{side}-{mode}-{width}" for width in WIDTHS.values()]
        yield max(pages, key=lambda page: told.get(page, {}).get("height", 0))


def main(package, folder, search=""):
    col = Collection(str(pathlib.Path(tempfile.mkdtemp()) / "collection.anki2"))
    col.import_anki_package(ImportAnkiPackageRequest(package_path=package))
    pages, sets = pages_of(col, search)
    web = pathlib.Path(next(iter(importlib.util.find_spec("_aqt").submodule_search_locations))) / "data" / "web"
    handler = functools.partial(Pages, pages, pathlib.Path(col.media.dir()), web)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    site = f"http://127.0.0.1:{server.server_port}"
    pages["/all"] = FRAMES.format(rows="".join(row for _, _, row in sets))
    told = re.search(r'<pre id="told" hidden="">(.*?)</pre>', chromium("--dump-dom", site + "/all"), re.S)
    told = {page["name"]: page for page in json.loads(html.unescape(told[1]))} if told else {}
    for name, address, _ in sets:
        height = sum(told.get(page, {}).get("height", 300) for page in tallest(address, told))
        size = f"--window-size={sum(WIDTHS.values()) + 8},{height + 8}"
        chromium(f"--screenshot={pathlib.Path(folder, name + '.png').resolve()}", size, site + address)
    faults = [page for page in told.values() if page["wide"] > 0 or page["errors"]]
    faults += [{"name": address, "fault": "did not come up"} for address in pages if address.startswith("/card") and address[5:] not in told]
    print(json.dumps({"cards": len(sets) // 2, "faults": faults}, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
