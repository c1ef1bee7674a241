//! The language of a text that says none, by its script.

use unicode_script::{Script, UnicodeScript};

/// Letters looked at; the script of a note shows early.
const SAMPLE: usize = 2000;

/// `zh` or `ja` where Han or Kana are frequent, `en` for Latin, else `und`. Latin languages cannot be told apart by script.
pub(crate) fn language_of(text: &str) -> &'static str {
    if text.is_ascii() {
        return "en";
    }
    let (mut latin, mut han, mut kana, mut other) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        if c.is_ascii() {
            latin += 1;
            continue;
        }
        match c.script() {
            Script::Latin => latin += 1,
            Script::Han => han += 1,
            Script::Hiragana | Script::Katakana => kana += 1,
            // A syllable in one character.
            Script::Hangul => other += 3,
            _ => other += 1,
        }
    }
    // A Han character is a word's worth of Latin letters.
    if (han + kana) * 5 > latin.max(other) {
        return if kana * 5 > han { "ja" } else { "zh" };
    }
    if other > latin { "und" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn scripts() {
        assert_eq!(language_of("A stack is a list"), "en");
        assert_eq!(language_of("使用 docker run 命令运行容器，可以指定端口"), "zh");
        assert_eq!(language_of("القلب عضو"), "und");
        assert_eq!(language_of("これはスタックです"), "ja");
        assert_eq!(language_of("read committed: 커밋된 데이터만 읽는다"), "und");
    }
}
