//! A dossier as CSV or TSV: the rows of [`export::table`](crate::export::table) for all articles, with what the dossier adds.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::WriterBuilder;

use super::Dossier;
use crate::export::offsets::CodePoints;
use crate::export::table::{COLUMNS, guarded, row};

/// The further headings: the article's number; the voice that the speaker is in all articles; the quotes that the statement is
/// a version of; whether one of these is put down to different people.
const MORE: [&str; 4] = ["article_number", "voice", "quotes", "contradiction"];

pub(super) fn write(dossier: &Dossier, separator: u8, out: &mut impl Write) -> io::Result<()> {
    let mut rows = WriterBuilder::new().delimiter(separator).from_writer(out);
    rows.write_record(COLUMNS.iter().chain(&MORE))?;
    let voice_of = dossier.voice_of();
    for (item, one) in dossier.items.iter().enumerate() {
        let (digest, points) = (dossier.digest(item), CodePoints::new(one.article.text()));
        for (id, statement) in one.analysis.statements.iter().enumerate() {
            if dossier.aside.contains(&(item, id)) {
                continue;
            }
            let quotes = dossier.quotes_of((item, id));
            let contradicts = quotes.iter().any(|&number| !dossier.quotes[number - 1].contradiction.is_empty());
            let voice = statement.actor.map_or("", |actor| &dossier.voices[voice_of[item][actor]].name);
            let numbers: Vec<String> = quotes.iter().map(ToString::to_string).collect();
            let more: [Cow<str>; 4] = [
                (item + 1).to_string().into(),
                guarded(voice.into()),
                numbers.join(" ").into(),
                contradicts.to_string().into(),
            ];
            rows.write_record(row(digest, &points, id, statement).iter().chain(&more).map(|cell| cell.as_bytes()))?;
        }
    }
    rows.flush()
}
