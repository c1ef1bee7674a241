//! A sheet is a file that readers, checkers and printers take as it is.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use serde_json::Value;

use super::support::{Vault, python};

/// A note with something of everything that a sheet can hold.
const NOTE: &str = r#"---
title: Rivers & weather
lang: en
date: 2026-03-01
---
Opening words before any heading, with *emphasis*, **weight** and `inline_code`.

## Springs

- first, see [[#Deltas]]
- second:
  1. nested one
  2. nested two
     - deeper still
- [ ] open task
- [x] done task

**Purpose:** a lead-in that runs into its line, with a footnote[^1].

### Below springs

> A quotation about efficient flow.

> [!warning] Careful
> A callout with a [link](https://example.org/a?b=c).

```python
def very_long_function_name(first_argument, second_argument, third_argument, fourth_argument=None):
    if first_argument:
        return "a string that goes on and on until the line has to be wrapped somewhere", second_argument
```

## Deltas

| river | length | note |
|---|--:|---|
| Nile | 6650 | incomprehensibilities of sedimentation |
| Rhine | 1233 | |

The area is $A = \pi r^2$ and

$$\sum_{i=1}^{n} i = \frac{n(n+1)}{2}$$

[^1]: The footnote's own words.
"#;

fn vault() -> Vault {
    Vault::new().note("rivers.md", NOTE)
}

/// What readers and checkers say of a sheet; none without Python.
fn told(vault: &Vault, path: &str) -> Option<Value> {
    let path = vault.path(path);
    let text = python("sheet.py", &[path.to_str()?])?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn text(told: &Value) -> String {
    let pages = told["text"].as_array().expect("pages");
    pages.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn is_accessible(pdf: &[u8]) {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(pdf, &options).expect("a PDF");
    assert!(report.failures.is_empty(), "{:#?}", report.failures);
}

#[test]
fn no_checker_finds_anything() {
    let vault = vault();
    for arguments in ["", " --pages 1", " --portrait --theme mono", " --paper a5 --columns 1", " --toc --grayscale"] {
        vault.run(&format!("sheet rivers.md -o out.pdf{arguments}")).ok();
        is_accessible(&vault.bytes("out.pdf"));
        let Some(told) = told(&vault, "out.pdf") else { return };
        assert_eq!(told["problems"], Value::Array(Vec::new()), "{arguments}");
        assert_eq!(told["pdfua"], 0, "{}", told["pdfua_says"]);
        assert_eq!((&told["version"], &told["lang"]), (&"1.7".into(), &"en".into()));
        for font in told["fonts"].as_array().expect("fonts") {
            let name = font[0].as_str().expect("a name");
            assert!(font[1] == true && name.as_bytes()[..6].iter().all(u8::is_ascii_uppercase) && &name[6..7] == "+");
        }
    }
}

#[test]
fn every_word_can_be_found() {
    let vault = vault();
    vault.run("sheet rivers.md -o out.pdf --columns 6").ok();
    let Some(told) = told(&vault, "out.pdf") else { return };
    let text = text(&told);
    for word in
        "Rivers & weather 2026-03-01 Opening emphasis weight inline_code Springs first second: nested one deeper \
                 open done Purpose lead-in footnote quotation efficient Careful callout link very_long_function_name \
                 Deltas river Nile 6650 incomprehensibilities Rhine own words"
            .split_whitespace()
    {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
    assert!(!text.contains('↪') && !text.contains("continued"), "{text}");
}

#[test]
fn a_wrapped_line_of_code_is_copied_whole() {
    let vault = vault();
    vault.run("sheet rivers.md -o out.pdf --columns 5").ok();
    let Some(told) = told(&vault, "out.pdf") else { return };
    let line = "def very_long_function_name(first_argument, second_argument, third_argument, fourth_argument=None):";
    assert!(text(&told).contains(line), "{}", text(&told));
}

#[test]
fn the_outline_is_nested_and_links_land_on_their_topic() {
    let vault = vault();
    vault.run("sheet rivers.md -o out.pdf").ok();
    let Some(told) = told(&vault, "out.pdf") else { return };
    let outline = told["outline"].as_array().expect("an outline");
    let titles: Vec<&Value> = outline.iter().map(|entry| &entry["title"]).collect();
    assert_eq!(titles, ["Springs", "Deltas"]);
    let below: Vec<&Value> =
        outline[0]["below"].as_array().expect("topics").iter().map(|entry| &entry["title"]).collect();
    assert_eq!(below, ["Purpose", "Below springs"]);
    let links = told["links"].as_array().expect("links");
    assert!(links.contains(&"https://example.org/a?b=c".into()), "{links:?}");
    assert!(links.iter().any(|link| link[0] == outline[1]["page"]), "{links:?}");
}

#[test]
fn the_paper_is_as_asked() {
    let vault = vault();
    for (arguments, wide, high) in
        [("", 842, 595), (" --portrait", 595, 842), (" --paper letter", 792, 612), (" --paper 200x100mm", 567, 283)]
    {
        vault.run(&format!("sheet rivers.md -o out.pdf{arguments}")).ok();
        let Some(told) = told(&vault, "out.pdf") else { return };
        let side = |index: usize| told["pages"][0][index].as_f64().expect("a length").round() as i64;
        assert_eq!((side(0), side(1)), (wide, high), "{arguments}");
    }
    vault.run("sheet rivers.md -o out.pdf --paper napkin").fails(2).stderr_has("'napkin' for '--paper");
}

#[test]
fn equal_notes_give_equal_bytes() {
    let vault = vault();
    vault.run("sheet rivers.md -o one.pdf --jobs 1").ok();
    vault.run("sheet rivers.md -o two.pdf --jobs 4").ok();
    assert!(vault.bytes("one.pdf") == vault.bytes("two.pdf"));
}

/// A drawing of some words, half of it clear.
const PLAN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">
<rect width="200" height="200" fill="#c33"/><text x="20" y="90" font-size="40">plan</text></svg>"##;

/// Width and height of the pictures that show the paper in places.
fn clear_pictures(pdf: &[u8]) -> Vec<(i64, i64)> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let clear = streams.filter(|stream| stream.dict.has(b"SMask"));
    let side = |stream: &lopdf::Stream, name| stream.dict.get(name).and_then(lopdf::Object::as_i64).expect("a number");
    clear.map(|stream| (side(stream, b"Width"), side(stream, b"Height"))).collect()
}

#[test]
fn a_drawing_is_printed_300_dots_an_inch() {
    let vault = Vault::new().note("a.md", "## Seen\n\nA text.\n\n![the plan|192](plan.svg)\n").note("plan.svg", PLAN);
    vault.run("sheet a.md -o a.pdf").ok();
    vault.run("sheet a.md -o b.pdf").ok();
    let pdf = vault.bytes("a.pdf");
    is_accessible(&pdf);
    assert_eq!(clear_pictures(&pdf), [(600, 300)]);
    assert!(pdf == vault.bytes("b.pdf"), "other bytes");
    vault.write("plan.svg", b"<svg");
    vault.run("sheet a.md -o a.pdf").ok().stderr_has("plan.svg").stderr_has("its XML is broken");
    assert!(clear_pictures(&vault.bytes("a.pdf")).is_empty());
    vault.write("plan.svg", PLAN.replace("plan", "\u{e9a3}").as_bytes());
    vault.run("sheet a.md -o a.pdf").ok().stderr_has("no font has `\u{e9a3}`, which \"plan.svg\" writes");
}

#[test]
fn drawings_inside_a_note_are_told_apart() {
    let drawn = |width: u32| {
        format!(
            "![](data:image/svg+xml;utf8,{})",
            PLAN.replace("400", &width.to_string()).replace('#', "%23").replace([' ', '\n'], "%20")
        )
    };
    let vault = Vault::new().note("a.md", &format!("## Seen\n\n{}\n\ntext\n\n{}\n", drawn(100), drawn(50)));
    vault.run("sheet a.md -o a.pdf").ok();
    assert_eq!(clear_pictures(&vault.bytes("a.pdf")).len(), 2);
}

fn long_note(topics: usize) -> String {
    let topic = |number: usize| {
        format!("## Topic {number}\n\n{}\n\n", "Words that fill a line and then some more of them. ".repeat(20))
    };
    (0..topics).map(topic).collect()
}

#[test]
fn pages_are_kept_to_or_refused() {
    let vault = Vault::new().note("long.md", &long_note(60));
    vault.run("sheet long.md -o out.pdf --pages 1").fails(1).stderr_has("too-small").stderr_has("pages will do");
    assert!(!vault.exists("out.pdf"));
    let run = vault.run("sheet long.md -o out.pdf --pages 4 --format json").ok();
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let pages = report["outputs"][0]["pages"].as_u64().expect("pages");
    assert!(pages <= 4, "{pages}");
    assert!(report["outputs"][0]["fill"].as_f64().is_some_and(|fill| fill > 0.8), "{report}");
    vault.run("sheet long.md -o out.pdf --pages 1 --min-x-height 0.5").ok().stderr_has("small-text");
}

#[test]
fn front_matter_chooses_paper_and_columns() {
    let vault = Vault::new().note("a.md", "---\nsheet:\n  paper: a5\n  orientation: portrait\n---\n## A\ntext\n");
    vault.run("sheet a.md -o out.pdf").ok();
    let Some(told) = told(&vault, "out.pdf") else { return };
    assert!(told["pages"][0][0].as_f64().is_some_and(|width| (width - 419.5).abs() < 1.0), "{}", told["pages"]);
}

#[test]
fn nothing_to_print_makes_no_file_and_says_so() {
    let vault = Vault::new().note("off.md", "---\nsheet: off\n---\n## A\ntext\n").note("bare.md", "# Only a title\n");
    for (note, said) in [("off.md", "`sheet: off`"), ("bare.md", "nothing here can be printed")] {
        vault.run(&format!("sheet {note} -o out.pdf")).ok().stderr_has("no sheet is made").stderr_has(said);
        assert!(!vault.exists("out.pdf"), "{note}");
    }
}

#[test]
fn a_theme_file_that_does_not_read_is_named() {
    let vault = vault();
    vault.write("pink.toml", b"[topic]\nbars = [\"pink\"]\n");
    vault.run("sheet rivers.md -o out.pdf --theme pink.toml").fails(1).stderr_has("pink.toml");
    vault.run("sheet rivers.md -o out.pdf --theme nowhere.toml").fails(1).stderr_has("nowhere.toml");
}

#[test]
fn a_theme_file_of_the_configuration_is_looked_for_beside_it() {
    let vault = Vault::new().note("course/a.md", "## A\ntext\n");
    vault.write("course/recto.toml", b"[sheet]\ntheme = \"pink.toml\"\n");
    vault.write("course/pink.toml", b"[topic]\nbars = [\"pink\"]\n");
    vault.run("sheet course/a.md -o out.pdf").fails(1).stderr_has("no theme").stderr_has("pink.toml");
    vault.write("course/pink.toml", include_bytes!("../../templates/sheet/mono.toml"));
    vault.run("sheet course/a.md -o out.pdf").ok();
}

#[test]
fn several_notes_share_a_sheet() {
    let vault =
        Vault::new().note("a.md", "## One\ntext [[b]]\n## Two\nmore\n").note("b.md", "## Three\ntext\n## Four\nend\n");
    vault.run("sheet . -o out.pdf --toc").ok();
    is_accessible(&vault.bytes("out.pdf"));
    let Some(told) = told(&vault, "out.pdf") else { return };
    let outline = told["outline"].as_array().expect("an outline");
    let titles: Vec<&Value> = outline.iter().map(|entry| &entry["title"]).collect();
    assert_eq!(titles, ["a", "b"]);
    let text = text(&told);
    assert!(["One", "Two", "Three", "Four"].iter().all(|title| text.contains(title)), "{text}");
}
