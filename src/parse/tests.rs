//! Notes as other tools' users write them.

use crate::model::NoteId;

/// What the note's first topic holds, and its plain text.
#[track_caller]
pub(super) fn check(note: &str, tree: &str, text: &str) {
    let (note, _) = super::parse(NoteId(0), "n.md".into(), note.into());
    let shown = crate::text::topics::tree(&note, "n.md");
    assert_eq!(shown, format!("{}  n.md  ({tree})\n", note.title));
    assert_eq!(crate::text::plain::blocks(&note.root.body), text);
}

#[test]
fn formulas_between_backslashed_brackets() {
    check(r"see \(a_1*b_1*c\) and \\(x^2\\)", "text", "see a_1*b_1*c and x^2");
    check("so\n\\[\na\n\n= b\n\\]\nend", "2 × text, formula", "so\n\na\n\n= b\n\nend");
    check(
        "\\begin{align}\na &= b \\\\\nc &= *d*\n\\end{align}",
        "formula",
        "\\begin{align}\na &= b \\\\\nc &= *d*\n\\end{align}",
    );
    check(
        r"so \begin{equation} a_1*b*c \end{equation} holds",
        "2 × text, formula",
        "so\n\n\\begin{equation} a_1*b*c \\end{equation}\n\nholds",
    );
    check(r"escaped \(words\) and \[1\], \[edit\]", "text", "escaped (words) and [1], [edit]");
}

#[test]
fn spaces_that_do_not_break_are_spaces() {
    check("-\u{a0}a\n\u{a0}\u{a0}- b\n-\u{a0}c", "list of 2", "- a\n  - b\n- c");
    check("1.\u{a0}a\n2.\u{a0}b\n\nc -\u{a0}d", "list of 2, text", "1. a\n2. b\n\nc -\u{a0}d");
    check("```\n-\u{a0}a\n```", "code", "-\u{a0}a");
    check("1. <kbd>\n\u{a0}\u{a0}- https://a", "list of 1", "1. \n   - https://a");
    let (note, _) = super::parse(NoteId(0), "n.md".into(), "text\n\n##\u{a0}Moss\ngreen".into());
    assert_eq!(note.root.topics[0].title_text(), "Moss");
}

#[test]
fn shortcodes_leave_what_they_show() {
    check(
        "a\n\n{{< figure src=\"soil.png\" title=\"A soil\" >}}\n\n{{< br >}}\nb",
        "2 × text, figure",
        "a\n\nA soil\n\nb",
    );
    check(
        "under {{< term \"conifers\" >}} in {{< icon name=\"x\" >}} rain {{% /x %}}.",
        "text",
        "under conifers in rain .",
    );
    check(
        "{% highlight python %}\nx = *1*\n{% endhighlight %}\n\nsee [gley]({{< ref \"gley.md\" >}})",
        "python code, text",
        "x = *1*\n\nsee gley",
    );
    check("{% highlight x %} is never closed", "text", "is never closed");
}

#[test]
fn formulas_stand_in_raw_html() {
    check("<Equation>\n$$\na_1 * b * c\n$$\n</Equation>", "formula", "a_1 * b * c");
    check("<p>So $a_1$ or\n$x$, from $5</p>", "text", "So a_1 or\nx, from $5");
    check("<p>As $a<b_1$ and $c>_d_$</p>\n\nx", "2 × text", "As a<b_1 and c>_d_\n\nx");
    check("<p><code>$x$</code> costs $5 to $6</p>", "text", "$x$ costs $5 to $6");
}

#[test]
fn the_text_of_a_link_may_be_an_address() {
    check("| a | [https://a.b/c](https://a.b/d) |\n|---|---|", "table of 0 × 2", "a | https://a.b/c");
    check("- [www.a.b](https://a.b)", "list of 1", "- www.a.b");
}

#[test]
fn a_comment_in_code_parts_no_steps() {
    check("1. a\n\n```\n<p> <!-- b -->\n```\n2. c", "list of 2", "1. a\n   <p> <!-- b -->\n2. c");
    check("1. a\n\n```\nb\n```\n<!-- -->\n2. c", "2 × list of 1, code", "1. a\n\nb\n\n2. c");
}

#[test]
fn a_heading_written_as_an_item_has_no_sign() {
    let (note, _) = super::parse(NoteId(0), "n.md".into(), "text\n\n## - Moss **green**\n\nx\n\n## \\- 5\n\ny".into());
    let titles: Vec<_> = note.root.topics.iter().map(crate::model::Topic::title_text).collect();
    assert_eq!(titles, ["Moss green", "- 5"]);
}

#[test]
fn ids_that_a_site_was_made_with_are_ids() {
    let (note, _) = super::parse(NoteId(0), "n.md".into(), "moss\n{ #a1b2}\n\n- fern\n\n{ #c3 }\n".into());
    let ids: Vec<_> = note.root.body.iter().filter_map(|block| block.id.as_deref()).collect();
    assert_eq!(ids, ["a1b2", "c3"]);
    assert_eq!(crate::text::plain::blocks(&note.root.body), "moss\n\n- fern");
}

#[test]
fn a_header_of_dashes_is_none() {
    check("moss\n\n:-  | :-\n:-  | :-\n`a` | green\n", "text, table of 1 × 2", "moss\n\na | green");
}

#[test]
fn a_list_in_a_cell_is_lines() {
    check("| a | <ul><li>pen</li><li>ink</li></ul> |\n|---|---|", "table of 0 × 2", "a | - pen - ink");
}

#[test]
fn bold_closes_between_wide_signs() {
    check("**中文。**后面", "text", "中文。后面");
    check("是**⽆限**的", "text", "是⽆限的");
}

#[test]
fn modules_are_no_text() {
    check(
        "import A from './a';\nimport {\n  B,\n} from \"b\"\n\nexport const c = {\n  d: 1,\n\n  e: 2,\n};\n\ntext",
        "text",
        "text",
    );
    check("import duties rise\nexport grew", "text", "import duties rise\nexport grew");
}

#[test]
fn tabs_are_boxes() {
    check(
        "=== \"Linux\"\n\n    ```sh\n    apt\n    ```\n\n=== \"macOS\"\n    - brew",
        "2 × tab callout",
        "Linux\napt\n\nmacOS\n- brew",
    );
}

#[test]
fn drawn_tables_stay_as_drawn() {
    let grid = "+---+---+\n| a | b |\n+===+===+\n| 1 | - |\n+---+---+";
    check(&format!("text\n\n{grid}\n\nmore"), "2 × text, code", &format!("text\n\n{grid}\n\nmore"));
    let simple = "Right  Left\n-----  ----\n    1  one\n    2  two";
    check(&format!("- a\n\n{simple}"), "list of 1, code", &format!("- a\n\n{simple}"));
    check("a\n\n--- ---\n\nb", "2 × text", "a\n\nb");
}

#[test]
fn verses_lose_their_bars() {
    check(
        "| Tyger, *burning*\n| bright\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "text, table of 1 × 2",
        "Tyger, burning\nbright\n\na | b\n1 | 2",
    );
}

#[test]
fn a_title_block_is_the_title() {
    check("% Of *soils*\n% A. Author\n\ntext", "text", "text");
    check("% of all soils\nare acid", "text", "% of all soils\nare acid");
}

#[test]
fn small_letters_above_and_below() {
    check("H~2~O, 10^-3^ and SO~4~^2-^", "text", "H2O, 10-3 and SO42-");
    check("2^3^4, 1~2~3, ~~a~~, cp a~ b~", "text", "2^3^4, 1~2~3, a, cp a~ b~");
}

#[test]
fn marks_of_outliners() {
    check(
        "- TODO read\n- {{[[DONE]]}} filed\n- duty ((xK3fJ2aB1)) {{query: {and: [[a]]}}}\n- TODOs",
        "list of 4",
        "- [ ] read\n- [x] filed\n- duty\n- TODOs",
    );
    check("text <% tp.date.now() %> goes <!-- on --> on", "text", "text goes on");
    check("*[HTML]: Hyper *Text*", "text", "HTML: Hyper Text");
}

#[test]
fn tags_of_words() {
    let (note, _) = super::parse(NoteId(0), "n.md".into(), "# Moss\n#plant science# #moss, #csharp is C#\n".into());
    assert_eq!(note.root.tags, Vec::<String>::new());
    let (note, _) = super::parse(NoteId(0), "n.md".into(), "# Moss\n#plant science# #moss\n\ntext".into());
    assert_eq!(note.root.tags, ["plant science", "moss"]);
}

#[test]
fn a_heading_needs_no_space_behind_its_signs() {
    let text =
        "# Moss\n##Green moss\nx\n###Wet\n1. ####Ferns\n   1. #####Small\n      - y\n\n#tag z\n\n```\n##code\n```\n";
    let (note, _) = super::parse(NoteId(0), "n.md".into(), text.into());
    let mut titles = Vec::new();
    let mut open = vec![&note.root];
    while let Some(topic) = open.pop() {
        titles.push(format!("{:?} {}", topic.kind, topic.title_text()));
        open.extend(topic.topics.iter().rev());
    }
    assert_eq!(
        titles,
        ["Note Moss", "Heading(2) Green moss", "Heading(3) Wet", "Heading(4) Ferns", "Heading(5) Small"]
    );
    assert!(crate::text::plain::blocks(&note.root.topics[0].topics[0].topics[0].topics[0].body).contains("##code"));
}
