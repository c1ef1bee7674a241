//! The seal: a comment in the file that says of which inputs it was made and what the report on it was, so that the next
//! build can leave it as it is.
//!
//! It stands before `startxref`, where no offset of the file is behind it (PDF 1.7, 7.2.3 and 7.5.5). A file that anyone
//! changed since has no seal that holds.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::Crc;

use crate::export::Report;

const MARK: &[u8] = b"%recto ";
const TAIL: &[u8] = b"startxref\n";

/// Puts the seal into a file that was made of `inputs`.
///
/// # Errors
/// If it is no PDF of ours.
pub(super) fn sealed(mut pdf: Vec<u8>, inputs: &str, report: &Report) -> Result<Vec<u8>> {
    let at = last(&pdf, TAIL).context("the file has no end")?;
    let tail = pdf.split_off(at);
    let (pages, fill) = (report.pages.unwrap_or_default(), report.fill.unwrap_or_default());
    let check = check(&pdf, &tail);
    writeln!(pdf, "%recto {inputs} {pages} {fill} {check:08x}")?;
    pdf.extend(tail);
    Ok(pdf)
}

/// The report on a file that was made of `inputs` and not changed since.
pub(super) fn report(pdf: &[u8], inputs: &str) -> Option<Report> {
    let at = last(pdf, TAIL)?;
    let start = last(&pdf[..at], MARK)?;
    let seal = std::str::from_utf8(&pdf[start + MARK.len()..at]).ok()?;
    let [made_of, pages, fill, sum] = *seal.split_whitespace().collect::<Vec<_>>() else { return None };
    let (pages, fill) = (pages.parse().ok()?, fill.parse().ok()?);
    let holds = made_of == inputs && u32::from_str_radix(sum, 16) == Ok(check(&pdf[..start], &pdf[at..]));
    holds.then(|| Report { pages: Some(pages), fill: Some(fill), ..Report::default() })
}

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, part)
}

fn check(body: &[u8], tail: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(body);
    crc.update(tail);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n";

    fn file() -> Vec<u8> {
        let report = Report { pages: Some(2), fill: Some(0.1 + 0.2), ..Report::default() };
        sealed(PDF.to_vec(), "abc", &report).unwrap()
    }

    #[test]
    fn a_seal_tells_the_report_again() {
        let report = report(&file(), "abc").unwrap();
        assert_eq!((report.pages, report.fill), (Some(2), Some(0.1 + 0.2)));
    }

    #[test]
    fn it_holds_for_the_same_inputs_and_the_same_bytes() {
        assert!(report(&file(), "abd").is_none());
        assert!(report(PDF, "abc").is_none());
        assert!(report(&file()[..20], "abc").is_none());
        for at in [10, file().len() - 8] {
            let mut changed = file();
            changed[at] ^= 1;
            assert!(report(&changed, "abc").is_none(), "byte {at}");
        }
        let annotated = [file(), b"2 0 obj\nendobj\nstartxref\n99\n%%EOF\n".to_vec()].concat();
        assert!(report(&annotated, "abc").is_none());
    }
}
