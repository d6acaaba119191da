//! E-books: the documents of a book in the order of its spine.

use std::collections::HashMap;

use super::packed::Archive;
use super::xml::{self, Piece};
use super::{Missing, decode, html};
use crate::text::Outline;

/// How many tags of a book are read, about; long novels have some fifty thousand.
const TAGS: usize = 200_000;

/// Reads an EPUB; chapters that cannot be read are left out, with a word on why.
pub(super) fn read(bytes: &[u8]) -> Result<(Outline, Option<Missing>), Missing> {
    let mut archive = Archive::open(bytes)?;
    let container = decode(archive.member("META-INF/container.xml")?).text;
    let mut package = None;
    xml::stream(&container, |piece| {
        if let Piece::Start(element) = piece
            && element.name().ends_with("rootfile")
        {
            package = package.take().or(element.attribute("full-path"));
        }
    })
    .map_err(Missing::Damaged)?;
    let package = package.ok_or_else(|| Missing::Damaged("it does not say where its contents stand".to_owned()))?;
    let (mut outline, chapters, damage) = contents(&decode(archive.member(&package)?).text);
    let mut missing = damage.map(Missing::Damaged);
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut tags = 0;
    for chapter in chapters {
        let path = join(folder, &chapter);
        match archive.member(&path) {
            Ok(bytes) => {
                let text = decode(bytes).text;
                tags += text.matches('<').count();
                let (blocks, cut) = html::read_chapter(&text);
                outline.blocks.extend(blocks);
                missing = missing.or((cut || tags > TAGS).then_some(Missing::Cut));
            }
            Err(cause) => missing = missing.or(Some(cause)),
        }
        if missing == Some(Missing::Cut) || tags > TAGS {
            break;
        }
    }
    Ok((outline, missing))
}

/// The head of a book and the paths of its documents in order.
fn contents(package: &str) -> (Outline, Vec<String>, Option<String>) {
    let mut outline = Outline::default();
    let mut paths = HashMap::new();
    let mut spine = Vec::new();
    let mut words = String::new();
    let damage = xml::stream(package, |piece| match piece {
        Piece::Start(element) => {
            words.clear();
            match element.name().rsplit(':').next() {
                Some("item") => {
                    if let (Some(id), Some(path)) = (element.attribute("id"), element.attribute("href")) {
                        paths.insert(id, path);
                    }
                }
                Some("itemref") if element.attribute("linear").as_deref() != Some("no") => {
                    spine.extend(element.attribute("idref"));
                }
                _ => {}
            }
        }
        Piece::Text(text) => words.push_str(&text),
        Piece::End(name) => {
            let value = std::mem::take(&mut words);
            let value = value.trim();
            match name {
                _ if value.is_empty() => {}
                "dc:title" => outline.title = outline.title.take().or(Some(value.to_owned())),
                "dc:date" => outline.date = outline.date.take().or(Some(value.to_owned())),
                "dc:creator" => {
                    outline.byline = Some(outline.byline.take().map_or(value.to_owned(), |by| by + ", " + value));
                }
                _ => {}
            }
        }
    })
    .err();
    let chapters = spine.iter().filter_map(|id| paths.get(id).cloned()).collect();
    (outline, chapters, damage)
}

/// The path of a member that is named relative to a folder, with escaped characters as themselves.
fn join(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escaped.and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or(joined)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_head_of_a_book_keeps_names_apart() {
        let package = "<package><metadata><dc:title>The Ferry</dc:title><dc:title>Sub</dc:title>\
            <dc:creator>Bo Li</dc:creator> <dc:creator>Ana &amp; Co</dc:creator><dc:date>2024-07-09</dc:date>\
            <dc:date>2025</dc:date></metadata></package>";
        let (outline, ..) = super::contents(package);
        let head = [outline.title, outline.byline, outline.date].map(Option::unwrap_or_default);
        assert_eq!(head, ["The Ferry", "Bo Li, Ana & Co", "2024-07-09"]);
    }

    #[test]
    fn paths_are_relative_to_the_package() {
        assert_eq!(super::join("OEBPS", "text/one%20two.xhtml#top"), "OEBPS/text/one two.xhtml");
        assert_eq!(super::join("OEBPS/x", "../a%zz.html"), "OEBPS/a%zz.html");
    }
}
