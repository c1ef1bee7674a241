#!/usr/bin/env python3
"""A sheet beside the same note through pandoc and Typst: time, memory, size of the file, in one run.

    python3 benches/beside_typst.py [RECTO] [NOTE] [COPIES…]

RECTO is an optimised binary (`target/release/recto`), NOTE a note (`notes/python.md`). It is measured as it is, and with its
topics 10, 100 and 550 times over, or as often as COPIES say, headings renamed, so that the growth shows. Pandoc and Typst come
from PyPI (`typst`, `pypandoc_binary`, and `pypdfium2` to count pages) into `target/typst`. Times are of whole processes, the
fastest of three, of thirty for one copy, which takes too little to be told from noise; memory is the most a process had."""
import os, pathlib, re, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target/typst"
WORK = ROOT / "target/beside"
TEMPLATE = """#set page(paper: "a4", flipped: true, margin: 7mm, columns: 4, numbering: "1 / 1")
#set columns(gutter: 3.4mm)
#set text(size: 7.5pt, lang: "en")
#set par(leading: 0.45em, spacing: 0.6em)
#set document(title: "sheet")
#show heading: it => block(width: 100%, fill: rgb("#1f4e79"), inset: 3pt, text(white, it.body))
#show raw.where(block: true): it => block(width: 100%, fill: rgb("#f3f4f5"), inset: 3pt, it)
#set table(stroke: 0.35pt)
#let horizontalrule = line(length: 100%)
"""
COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def tools():
    if not (VENV / "counts").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", "typst", "pypandoc_binary", "pypdfium2"], check=True)
        (VENV / "counts").touch()
    pandoc = "import pypandoc; print(pypandoc.get_pandoc_path())"
    return VENV / "bin/python", subprocess.check_output([VENV / "bin/python", "-c", pandoc], text=True).strip()


def measure(runs, *command):
    """Seconds of the fastest run, and the most memory in MB; the output is the last argument."""
    fastest, memory = float("inf"), 0
    for _ in range(runs):
        # A sheet whose inputs have not changed would be left as it is.
        pathlib.Path(command[-1]).unlink(missing_ok=True)
        begun = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        fastest, memory = min(fastest, time.perf_counter() - begun), max(memory, usage.ru_maxrss / 1000)
        if status != 0:
            sys.exit(f"{command[0]}: status {status}")
    return fastest, memory


def copies(text, count):
    """The note so many times over, each heading with the number of its copy."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    renamed = (re.sub(r"^(#+ .*)$", rf"\1 {number}", body, flags=re.M) for number in range(count))
    return text if count == 1 else "\n\n".join(renamed)


def main():
    recto = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/recto"
    note = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "notes/python.md"
    python, pandoc = tools()
    WORK.mkdir(parents=True, exist_ok=True)
    print(f"{'copies':>6}  {'':<14} {'seconds':>8} {'MB':>6} {'pages':>6} {'KB':>7}")
    for count in map(int, sys.argv[3:] or (1, 10, 100, 550)):
        path, typ = WORK / f"{count}.md", WORK / f"{count}.typ"
        path.write_text(copies(note.read_text(), count))
        runs = 30 if count == 1 else 3
        ours, theirs = WORK / f"{count}.pdf", WORK / f"{count}-typst.pdf"
        row(count, "recto", measure(runs, recto, "sheet", path, "-q", "--no-lock", "-o", ours), ours)
        turned = measure(runs, pandoc, path, "-f", "gfm+tex_math_dollars", "-t", "typst", "-o", typ)
        typ.write_text(TEMPLATE + typ.read_text())
        compiled = measure(runs, python, "-c", COMPILE, typ, theirs)
        row(count, "pandoc, Typst", (turned[0] + compiled[0], max(turned[1], compiled[1])), theirs)


def row(count, name, measured, pdf):
    pages, size = pages_of(pdf), pdf.stat().st_size / 1000
    seconds, memory = measured
    print(f"{count:>6}  {name:<14} {seconds:>8.3f} {memory:>6.0f} {pages:>6} {size:>7.0f}", flush=True)


def pages_of(pdf):
    count = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
    return int(subprocess.check_output([VENV / "bin/python", "-c", count, pdf], text=True))


main()
