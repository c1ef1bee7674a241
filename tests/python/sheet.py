"""What readers and checkers make of a sheet: sheet.py FILE prints one JSON object."""

import json
import subprocess
import sys
import warnings

import pikepdf
import pypdfium2


def title(item):
    """An entry of the outline with the page it leads to and what is below it."""
    page = pikepdf.Page(item.destination[0]).index
    return {"title": item.title, "page": page, "below": [title(child) for child in item.children]}


def fonts(pdf):
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            inner = font.DescendantFonts[0]
            descriptor = inner.FontDescriptor
            embedded = any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
            yield str(font.BaseFont)[1:], embedded


def links(pdf):
    """Where each link leads: an address, or the page and height of a destination."""
    names = list(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root else []
    places = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note:
                yield str(note.A.URI)
            else:
                place = places[str(note.Dest)]
                yield [pikepdf.Page(place[0]).index, float(place[3])]


def words(path):
    """PDFium's text, page by page, soft hyphens and line ends taken out of words."""
    pages = []
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage().get_text_range()
        pages.append(text.replace("\ufffe", "").replace("\u00ad\r\n", "").replace("\u00ad", ""))
    return pages


def main(path):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pikepdf.open(path) as pdf:
            problems = list(pdf.check_pdf_syntax())
            problems += [str(warning) for warning in pdf.get_warnings()]
            with pdf.open_outline() as outline:
                entries = [title(item) for item in outline.root]
            told = {
                "version": pdf.pdf_version,
                "lang": str(pdf.Root.Lang),
                "title": str(pdf.docinfo.get("/Title", "")),
                "pages": [[float(side) for side in page.MediaBox[2:]] for page in pdf.pages],
                "fonts": sorted(set(fonts(pdf))),
                "outline": entries,
                "links": list(links(pdf)),
            }
        problems += [str(warning.message) for warning in caught if "pikepdf" in str(warning.category)]
    checked = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", "--format", "json", path], capture_output=True, text=True, check=False
    )
    told |= {"problems": problems, "pdfua": checked.returncode, "pdfua_says": checked.stdout, "text": words(path)}
    print(json.dumps(told))


main(sys.argv[1])
