use super::*;

/// Tokens that have a colour, as `class:text`.
fn coloured(lang: &str, code: &str) -> String {
    let tokens = highlight(lang, code).into_iter().flatten().filter(|token| token.class != TokenClass::Plain);
    tokens.map(|token| format!("{:?}:{}", token.class, token.text.trim())).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn gives_back(lang: &str, code: &str) {
    let lines: Vec<String> =
        highlight(lang, code).iter().map(|line| line.iter().map(|token| token.text.as_str()).collect()).collect();
    assert_eq!(lines.join("\n"), code, "{lang}");
}

#[test]
fn python_has_its_colours() {
    assert_eq!(
        coloured("python", "@cache\ndef area(r):\n    # a circle\n    return 3.14 * r if r else None"),
        "Meta:@cache Keyword:def Function:area Comment:# a circle Keyword:return Number:3.14 Operator:* Keyword:if \
         Keyword:else Constant:None"
    );
}

#[test]
fn a_string_goes_on_over_lines() {
    assert_eq!(coloured("py", "x = \"\"\"a\nb\"\"\""), "Operator:= String:\"\"\"a String:b\"\"\"");
}

#[test]
fn a_diff_shows_what_changed() {
    assert_eq!(coloured("diff", "-old\n+new"), "Deleted:-old Inserted:+new");
}

/// Each with a snippet that must show some colour.
const KNOWN: [(&str, &str); 56] = [
    ("python", "def f(): return 1"),
    ("py", "def f(): return 1"),
    ("javascript", "const a = 'x';"),
    ("js", "const a = 'x';"),
    ("jsx", "const a = <b>x</b>;"),
    ("typescript", "const a: string = 'x';"),
    ("tsx", "const a: string = 'x';"),
    ("java", "class A { int x = 1; }"),
    ("c", "int main(void) { return 0; }"),
    ("cpp", "int main() { return 0; }"),
    ("c++", "int main() { return 0; }"),
    ("csharp", "class A { int x = 1; }"),
    ("c#", "class A { int x = 1; }"),
    ("go", "func main() { return 1 }"),
    ("golang", "func main() { return 1 }"),
    ("rust", "fn main() { let x = 1; }"),
    ("rs", "fn main() { let x = 1; }"),
    ("ruby", "def f; 1; end"),
    ("php", "function f() { return 1; }"),
    ("swift", "func f() -> Int { return 1 }"),
    ("kotlin", "fun f(): Int { return 1 }"),
    ("kt", "fun f(): Int { return 1 }"),
    ("scala", "def f: Int = 1"),
    ("dart", "int f() { return 1; }"),
    ("r", "f <- function(x) 1"),
    ("julia", "function f() 1 end"),
    ("matlab", "function y = f(x)\nend"),
    ("perl", "my $x = 1;"),
    ("lua", "local x = 1"),
    ("haskell", "module Main where"),
    ("elixir", "def f, do: 1"),
    ("erlang", "f() -> 1."),
    ("clojure", "(defn f [] 1)"),
    ("lisp", "(defun f () 1)"),
    ("ocaml", "let f = 1"),
    ("fsharp", "let f = async { return 1 }"),
    ("objc", "int main() { return 0; }"),
    ("bash", "if true; then echo \"$x\"; fi"),
    ("sh", "echo 'x'"),
    ("zsh", "echo 'x'"),
    ("powershell", "function f { return 1 }"),
    ("sql", "SELECT 1 FROM a;"),
    ("postgresql", "SELECT 1 FROM a;"),
    ("html", "<b>x</b>"),
    ("xml", "<b>x</b>"),
    ("css", "a { color: red; }"),
    ("scss", "a { color: red; }"),
    ("json", "{\"a\": 1}"),
    ("yaml", "a: 1"),
    ("yml", "a: 1"),
    ("toml", "a = 1"),
    ("dockerfile", "FROM alpine:3"),
    ("makefile", "all: x\n\techo 1"),
    ("latex", "\\section{x}"),
    ("groovy", "def f() { return 1 }"),
    ("zig", "const x = 1;"),
];

#[test]
fn the_common_languages_are_known() {
    let plain: Vec<_> =
        KNOWN.iter().filter(|(lang, code)| coloured(lang, code).is_empty()).map(|(lang, _)| lang).collect();
    assert!(plain.is_empty(), "without colour: {plain:?}");
}

#[test]
fn the_code_comes_back() {
    for (lang, code) in KNOWN {
        gives_back(lang, code);
    }
    for code in ["", "\n", "a\r\n\tb  \n", "x = '€😀'\n\n"] {
        gives_back("python", code);
        gives_back("nosuchlanguage", code);
    }
}

#[test]
fn a_line_of_data_stays_plain() {
    let line = format!("x = [{}]", "1,".repeat(LONGEST_LINE));
    assert_eq!(coloured("python", &line), "");
    gives_back("python", &line);
}
