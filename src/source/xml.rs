//! XML as a stream of what a reader of documents needs. Entities that a document defines itself are left out, so none
//! can grow; nesting costs nothing but the names of the open elements.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How many elements may be open at once.
const DEPTH: usize = 2_000;

/// Something that stands in a document.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element of that qualified name ends.
    End(&'a str),
    /// Text.
    Text(String),
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    tag: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Its name with its prefix.
    pub fn name(&self) -> &str {
        str::from_utf8(self.tag.name().into_inner()).unwrap_or_default()
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.tag.attributes().flatten().find(|a| a.key.as_ref() == name.as_bytes())?;
        Some(String::from_utf8_lossy(&attribute.value).replace("&amp;", "&"))
    }
}

/// Hands every piece to `take`, up to where the document is damaged; says what is wrong with it there.
pub(super) fn stream(xml: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(format!("its elements nest more than {DEPTH} deep"));
                }
                take(Piece::Start(Element { tag: &tag }));
            }
            Ok(Event::Empty(tag)) => {
                take(Piece::Start(Element { tag: &tag }));
                take(Piece::End(str::from_utf8(tag.name().into_inner()).unwrap_or_default()));
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                take(Piece::End(str::from_utf8(tag.name().into_inner()).unwrap_or_default()));
            }
            Ok(Event::Text(text)) => take(Piece::Text(String::from_utf8_lossy(&text).into_owned())),
            Ok(Event::CData(text)) => take(Piece::Text(String::from_utf8_lossy(&text).into_owned())),
            Ok(Event::GeneralRef(entity)) => {
                take(Piece::Text(character(&entity).map(String::from).unwrap_or_default()));
            }
            Ok(Event::Eof) if depth > 0 => return Err("its end is missing".to_owned()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(cause) => return Err(cause.to_string()),
        }
    }
}

/// The character that a reference names.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Some(character);
    }
    match &**entity {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}
