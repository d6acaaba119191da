//! E-books: the documents of a book in the order of its spine.

use std::collections::HashMap;

use super::packed::Archive;
use super::xml::{self, Piece};
use super::{decode, html};
use crate::text::Outline;

/// Reads an EPUB; chapters that cannot be read are left out, with a word on why.
pub(super) fn read(bytes: &[u8]) -> Result<(Outline, Option<String>), String> {
    let mut archive = Archive::open(bytes)?;
    let container = decode(archive.member("META-INF/container.xml")?).text;
    let mut package = None;
    xml::stream(&container, |piece| {
        if let Piece::Start(element) = piece
            && element.name().ends_with("rootfile")
        {
            package = package.take().or(element.attribute("full-path"));
        }
    })?;
    let package = package.ok_or("it does not say where its contents stand")?;
    let (mut outline, chapters, mut damage) = contents(&decode(archive.member(&package)?).text);
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    for chapter in chapters {
        let path = join(folder, &chapter);
        match archive.member(&path) {
            Ok(bytes) => outline.blocks.extend(html::read_chapter(&decode(bytes).text).blocks),
            Err(cause) => damage = damage.or(Some(cause)),
        }
    }
    match damage {
        Some(cause) if outline.blocks.is_empty() => Err(cause),
        damage => Ok((outline, damage)),
    }
}

/// The head of a book and the paths of its documents in order.
fn contents(package: &str) -> (Outline, Vec<String>, Option<String>) {
    let mut outline = Outline::default();
    let mut paths = HashMap::new();
    let mut spine = Vec::new();
    let mut field = String::new();
    let damage = xml::stream(package, |piece| match piece {
        Piece::Start(element) => {
            element.name().clone_into(&mut field);
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
        Piece::End(_) => field.clear(),
        Piece::Text(text) => {
            let part = match field.as_str() {
                "dc:title" => &mut outline.title,
                "dc:creator" => &mut outline.byline,
                "dc:date" => &mut outline.date,
                _ => return,
            };
            part.get_or_insert_default().push_str(&text);
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
    fn paths_are_relative_to_the_package() {
        assert_eq!(super::join("OEBPS", "text/one%20two.xhtml#top"), "OEBPS/text/one two.xhtml");
        assert_eq!(super::join("OEBPS/x", "../a%zz.html"), "OEBPS/a%zz.html");
    }
}
