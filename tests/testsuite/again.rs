//! A build over the outputs of an earlier one gives what a fresh one gives, whatever was edited between.

use super::batch::files;
use super::support::Vault;

const A: &str = "# A\n\n## Links\nSee [[b#Two]] and [[late]].\n\n## Drawn\n![[c]]\n\n## Seen\n![a dot](dot.png)\n";
const B: &str = "# B\n\n## One\nfirst\n\n## Two\nsecond\n\n## Three\nthird\n";
const BUILD: &str = "build --per-note --only sheet";
const THEME: &str = "[topic]\nnumbers = false\n";

fn vault() -> Vault {
    let vault = Vault::new()
        .note("recto.toml", "[sheet]\ntheme = \"mine.toml\"\n")
        .note("mine.toml", THEME)
        .note("notes/a.md", A)
        .note("notes/b.md", B)
        .note("notes/c.md", "drawn in\n\n- with **points**\n");
    vault.write("notes/dot.png", &dot(255));
    vault
}

/// A PNG of one grey dot.
fn dot(grey: u8) -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(body);
        [&(body.len() as u32).to_be_bytes(), name, body, &crc.sum().to_be_bytes()].concat()
    };
    let mut pixels = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut pixels, &[0, grey]).expect("memory");
    let header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    let pixels = pixels.finish().expect("memory");
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &pixels), &chunk(b"IEND", b"")].concat()
}

#[test]
fn a_second_build_is_as_good_as_a_first() {
    let vault = vault();
    vault.run(BUILD).ok();
    let edits: [(&str, Vec<u8>); 10] = [
        ("notes/c.md", "drawn in anew\n\n- with **points**\n".into()),
        ("notes/b.md", B.replace("Two", "Two and more").replace("## One", "## First").into()),
        ("notes/dot.png", dot(0)),
        ("notes/0.md", "# Comes first\n\n## One\nso that all others have other numbers\n".into()),
        ("notes/late.md", "# Late\n\n## Only\nthe link leads somewhere now\n".into()),
        ("mine.toml", "[topic]\nnumbers = true\n".into()),
        ("recto.toml", "lang = \"de\"\n\n[sheet]\ntheme = \"mine.toml\"\n".into()),
        ("recto.toml", "[sheet]\ntheme = \"mine.toml\"\npaper = \"a5\"\n".into()),
        ("notes/a.md", A.replace("# A", "# Another").into()),
        ("out/b.pdf", "%PDF-1.7\nnot ours\n".into()),
    ];
    for (number, (path, bytes)) in edits.into_iter().enumerate() {
        vault.write(path, &bytes);
        vault.run(BUILD).ok();
        let fresh = format!("fresh{number}");
        vault.run(&format!("{BUILD} --out {fresh}")).ok();
        for name in files(&vault) {
            let same = vault.bytes(&format!("out/{name}")) == vault.bytes(&format!("{fresh}/{name}"));
            assert!(same, "{name} is another after {path} (edit {number})");
        }
    }
}

#[test]
fn a_note_more_changes_no_other_sheet() {
    let vault = vault();
    vault.run("build").ok();
    let before = vault.bytes("out/b.pdf");
    vault.write("notes/0.md", b"# Comes first\n\n## One\n1\n\n## Two\n2\n\n## Three\n3\n");
    vault.run("build").ok();
    assert!(vault.exists("out/0.pdf") && vault.bytes("out/b.pdf") == before);
}

#[test]
fn findings_are_told_again() {
    let vault = vault();
    for _ in 0..2 {
        vault.run("sheet notes/b.md --size 5").ok().stderr_has("small-text");
    }
}
