//! Texts that ask much of a parser: openers that nothing closes, marks that could nest, long runs of anything.

/// What it is called, its size at first, and the text of a size.
pub(crate) type Input = (&'static str, usize, Box<dyn Fn(usize) -> String + Sync>);

/// All of them.
pub(crate) fn inputs() -> Vec<Input> {
    let repeated = REPEATED.iter().map(|&(name, size, head, piece, tail)| -> Input {
        (name, size, Box::new(move |size| format!("{head}{}{tail}", piece.repeat(size))))
    });
    let numbered = NUMBERED.iter().map(|&(name, size, head, piece, tail)| -> Input {
        (
            name,
            size,
            Box::new(move |size| format!("{head}{}{tail}", each(size, |at| piece.replace("{}", &at.to_string())))),
        )
    });
    let built = BUILT.iter().map(|&(name, size, text)| -> Input { (name, size, Box::new(text)) });
    repeated.chain(numbered).chain(built).collect()
}

fn each(size: usize, piece: impl FnMut(usize) -> String) -> String {
    (0..size).map(piece).collect()
}

/// Name, size at first, what stands before, what is repeated, what stands behind.
#[rustfmt::skip]
const REPEATED: &[(&str, usize, &str, &str, &str)] = &[
    ("brackets [", 100_000, "", "[", ""),
    ("brackets []", 100_000, "", "[]", ""),
    ("brackets [a](", 50_000, "", "[a](", ""),
    ("images ![", 50_000, "", "![a]", ""),
    ("backticks one", 100_000, "", "`a ", ""),
    ("backtick lines", 50_000, "", "`a\n", ""),
    ("lists on a line", 10_000, "", "- ", "a"),
    ("quotes deep", 10_000, "", ">", " a"),
    ("stars", 100_000, "", "*", ""),
    ("stars _", 50_000, "", "_a __a ", ""),
    ("stars closing", 50_000, "", "a** b* ", ""),
    ("wiki [[", 100_000, "", "[[", ""),
    ("wiki [[a", 100_000, "", "[[a ", ""),
    ("wiki [[a]]", 50_000, "", "[[a]] ", ""),
    ("wiki ![[a]]", 20_000, "", "![[a]] ", ""),
    ("embed lines", 20_000, "", "![[a]]\n\n", ""),
    ("dollars", 100_000, "", "$", ""),
    ("dollars a", 100_000, "", "$a ", ""),
    ("dollars $$a", 50_000, "", "$$a ", ""),
    ("dollars lines", 50_000, "", "$$a\n\n", ""),
    ("math", 50_000, "", "$a$ ", ""),
    ("percent %%", 100_000, "", "%% a ", ""),
    ("percent open", 100_001, "%% a\n\n", "%%a%", ""),
    ("highlight ==", 100_000, "", "==a ", ""),
    ("highlight =", 100_000, "", "=", ""),
    ("highlight ==a==", 50_000, "", "==a== ", ""),
    ("table rows", 100_000, "| a | b |\n|---|---", "|\n| c | d ", "|\n"),
    ("table pipes code", 50_000, "| a |\n|---", "|\n| `a|b` ", "|\n"),
    ("html open", 50_000, "", "<a ", ""),
    ("html <div>", 20_000, "", "<div>", ""),
    ("html <div> lines", 20_000, "", "<div>\n\n", ""),
    ("html <b>", 50_000, "", "<b>a", ""),
    ("html <b></b>", 50_000, "", "<b>a</b> ", ""),
    ("html <!--", 50_000, "", "<!-- a ", ""),
    ("html <?", 50_000, "", "<? a ", ""),
    ("html </b>", 50_000, "", "a</b> ", ""),
    ("html table", 20_000, "<table>", "<tr><td>a</td></tr>\n", "</table>"),
    ("html li", 20_000, "<ul>", "<li>a\n", "</ul>"),
    ("html ul deep", 3000, "", "<ul><li>a\n", ""),
    ("html sub", 30_000, "", "a<sub>b</sub>", ""),
    ("link defs open", 50_000, "", "[a]: \"b\n", ""),
    ("footnote refs", 50_000, "", "[^a] ", ""),
    ("inline footnotes", 50_000, "", "a^[b] ", ""),
    ("inline footnotes open", 50_000, "", "^[a ", ""),
    ("blank long", 500_000, "a", " ", "b"),
    ("blank lines", 500_000, "a", "\n", "\nb"),
    ("tabs long", 500_000, "a\n", "\t", "b"),
    ("headings same", 20_000, "", "## H\n", ""),
    ("headings setext", 20_000, "", "H\n---\n", ""),
    ("details flat", 5000, "", "<details><summary>x</summary>\n\na\n\n</details>\n\n", ""),
    ("details open", 10_000, "", "<details>\n\na\n\n", ""),
    ("callouts flat", 20_000, "", "> [!note] a\n> b\n\n", ""),
    ("::: open", 20_000, "", ":::note\na\n", ""),
    (":::", 20_000, "", ":::\n\n", ""),
    ("front matter deep", 2000, "---\na: ", "[", "\n---\na"),
    ("front matter open", 50_000, "---", "\na: b", "\n"),
    ("sentences", 30_000, "", "A lock guards a door that stays shut. ", ""),
    ("sentence lines", 30_000, "", "A lock guards a door that stays shut.\n", ""),
    ("lead-ins", 20_000, "", "**A**: text\n\n", ""),
    ("lead-in lines", 20_000, "", "**A**: text\n", ""),
    ("bold lines", 20_000, "", "**A**\n", ""),
    ("definitions", 20_000, "", "a\n: b\n\n", ""),
    ("colons", 20_000, "a", "\n: b", "\n"),
    ("tags", 50_000, "", "#a ", ""),
    ("hashes", 100_000, "", "#", ""),
    ("addresses", 30_000, "", "https://a.b ", ""),
    ("://", 100_000, "", "://", ""),
    ("www.", 100_000, "", "www.", ""),
    ("dunder", 30_000, "", "__init__ ", ""),
    ("dunder open", 50_000, "", "__a ", ""),
    ("scripts", 50_000, "", "a~2~ b^2^ ", ""),
    ("carets", 100_000, "", "a^", ""),
    ("tildes", 100_000, "", "~~a ", ""),
    ("entities", 50_000, "", "&amp;", ""),
    ("ampersands", 100_000, "", "&", ""),
    ("backslashes", 100_000, "", "\\", ""),
    ("\\(", 50_000, "", "\\(a ", ""),
    ("\\[ lines", 30_000, "", "\\[a\n\n", ""),
    ("{{", 50_000, "", "{{a ", ""),
    ("{{<", 30_000, "", "{{< a ", ""),
    ("{% highlight", 20_000, "", "{% highlight a %}\n", ""),
    ("{", 50_000, "", "{", ""),
    ("`a`{", 50_000, "", "`a`{.b ", ""),
    ("import", 20_000, "", "import a\n\n", ""),
    ("import run", 20_000, "", "import a\n", ""),
    ("export", 20_000, "", "export const a = {\n", ""),
    ("drawn +", 20_000, "", "+---+\n", ""),
    ("drawn --", 20_000, "", "--- ---\na b\n\n", ""),
    ("verse", 30_000, "", "| a\n", ""),
    ("!!! boxes", 20_000, "", "!!! note\n    a\n\n", ""),
    ("fences", 20_000, "", "```\na\n```\n", ""),
    ("fence open", 50_000, "```", "\na", "\n"),
    ("fences inner", 20_000, "", "```\n~~~\n", ""),
    ("indented", 50_000, "", "    a\n", ""),
    ("tasks", 30_000, "", "- [ ] a\n", ""),
    ("markers mixed", 30_000, "", "- a\n* b\n", ""),
    ("rules", 50_000, "", "---\n\n", ""),
    ("bullets drawn", 30_000, "", "\u{2022} a\n", ""),
    ("labels lists", 20_000, "", "- a\nCons:\n", ""),
    ("raised", 20_000, "", "A:\n    - b\n\n", ""),
    ("Q:", 20_000, "", "Q: a\nA: b\n\n", ""),
    ("::", 30_000, "", "a :: b\n", ""),
    ("han", 100_000, "", "数据结构。", ""),
    ("combining", 100_000, "a", "\u{301}", ""),
    ("emoji zwj", 50_000, "", "👩\u{200d}", ""),
    ("nul", 200_000, "", "\0", ""),
    ("crlf", 100_000, "", "a\r\n", ""),
    ("cr", 200_000, "", "a\r", ""),
    ("one word", 2_000_000, "", "a", ""),
    ("paren text", 50_000, "", "(", ""),
    ("(see [a](b)", 30_000, "", "([a](b) ", ""),
    ("picture lines", 20_000, "", "![a](b.png)\n", ""),
    ("emoji codes", 50_000, "", ":a:", ""),
    ("key lines top", 20_000, "", "Tags: a\n", ""),
    ("key lines bottom", 20_000, "a\n\n---", "\nCreated: 2020", "\n"),
];

/// The same with the number of each piece in place of `{}`.
#[rustfmt::skip]
const NUMBERED: &[(&str, usize, &str, &str, &str)] = &[
    ("link refs missing", 50_000, "", "[a{}][b{}] ", ""),
    ("footnotes nested", 5000, "", "[^{}]: ", ""),
    ("headings", 20_000, "", "## H {}\n", ""),
    ("headings text", 20_000, "", "## H {}\ntext of {}\n", ""),
    ("headings links", 10_000, "", "## H {}\n[[#H {}]]\n", ""),
    ("front matter keys", 20_000, "---\n", "k{}: v\n", "---\na"),
    ("front matter quoted", 20_000, "---\n", "k{}: \"v: {}\"\n", "---\na"),
    ("front matter list", 20_000, "---\ntags:\n", "  - v{}\n", "---\na"),
    ("terms", 30_000, "", "- **t{}**: m\n", ""),
    ("numbered", 30_000, "", "{}. a\n", ""),
    ("block ids", 20_000, "", "a ^i{}\n\n", ""),
];

/// The text of a size.
type Text = fn(usize) -> String;

/// What no repetition makes.
const BUILT: &[(&str, usize, Text)] = &[
    ("backticks rising", 80_000, |size| each((2 * size).isqrt(), |at| "`".repeat(at) + " ")),
    ("star runs", 100_000, |size| "*a **a ".repeat(size / 2)),
    ("lists deep", 5_000, |size| each(size, |at| "  ".repeat(at.min(200)) + "- a\n")),
    ("quotes lines", 2_000, |size| each(size, |at| ">".repeat(at.min(100)) + " a\n")),
    ("callouts deep", 500, |size| each(size, |at| ">".repeat(1 + at % 100) + " [!note] a\n")),
    ("table wide", 2_000, |size| ["|a", "|-", "|b"].map(|cell| cell.repeat(size) + "|\n").concat()),
    ("table ragged", 1_000, |size| ["|a", "|-"].map(|cell| cell.repeat(size) + "|\n").concat() + &"|b|\n".repeat(size)),
    ("link definitions", 30_000, |size| {
        each(size, |at| format!("[a{at}]: u{at}\n")) + &each(size, |at| format!("[a{at}] "))
    }),
    ("footnotes", 20_000, |size| {
        each(size, |at| format!("a[^{at}] ")) + "\n\n" + &each(size, |at| format!("[^{at}]: b\n\n"))
    }),
    ("inline footnotes nested", 5_000, |size| "^[a ".repeat(size) + &"]".repeat(size)),
    ("details deep", 5_000, |size| "<details>\n\n".repeat(size) + "a\n\n" + &"</details>\n\n".repeat(size)),
    ("boxes blank", 3_000, |size| "!!! note\n".repeat(size) + &"\n".repeat(size)),
    ("links nested", 20_000, |size| "[".repeat(size) + "a" + &"](b)".repeat(size)),
    ("destinations nested", 50_000, |size| "[a](".to_owned() + &"(".repeat(size) + &")".repeat(size) + ")"),
];
