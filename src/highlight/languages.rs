//! The names that people write after a fence, and the grammars they mean.

/// The token that finds the grammar of `lang`; none for what is no code.
pub(super) fn token(lang: &str) -> Option<&str> {
    let lang = lang.trim_start_matches(['.', '{']).trim_end_matches('}');
    Some(match lang {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "mermaid" | "ascii" | "math" => return None,
        "python3" | "pycon" | "ipython" | "ipython3" => "python",
        "javascript" | "node" | "nodejs" | "mjs" | "cjs" | "es6" | "ecmascript" | "jsx" => "js",
        "typescript" => "ts",
        "c++" | "arduino" | "ino" | "cuda" | "cu" => "cpp",
        "c#" | "csharp" | "dotnet" => "cs",
        "f#" | "fsharp" | "fs" => "F#",
        "golang" => "go",
        "shell" | "ksh" | "shellscript" | "terminal" | "console" | "shell-session" | "bash-session" | "sh-session" => {
            "bash"
        }
        "powershell" | "pwsh" | "posh" => "ps1",
        "batch" | "dos" => "bat",
        "objc" | "objectivec" | "obj-c" => "Objective-C",
        "objcpp" => "Objective-C++",
        "docker" | "containerfile" => "dockerfile",
        "postgres" | "postgresql" | "psql" | "mysql" | "sqlite" | "plsql" | "tsql" | "plpgsql" | "mssql" => "sql",
        "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => "json",
        "latex" | "katex" => "tex",
        "octave" => "matlab",
        "elisp" | "emacs-lisp" | "common-lisp" | "commonlisp" | "scheme" => "lisp",
        "vimscript" => "vim",
        "asm" | "assembly" | "masm" | "x86asm" | "x86" => "nasm",
        "fortran" => "Fortran (Modern)",
        "delphi" | "objectpascal" => "pascal",
        "conf" | "dotenv" | "editorconfig" => "ini",
        "html5" | "handlebars" | "hbs" => "html",
        "xsl" | "plist" | "pom" => "xml",
        "udiff" => "diff",
        "regex" | "regexp" => "re",
        "mdx" => "markdown",
        "php" | "php5" | "php7" | "php8" => "PHP Source", // a snippet rarely opens with `<?php`
        lang => lang,
    })
}
