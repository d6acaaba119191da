//! A dossier as JSON, under the schema `whosaid-dossier/1`. Articles, actors, statements and voices go by their indices; the
//! articles themselves are what [`export::json`](crate::export::json) writes.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{Change, Dossier, Version};
use crate::analysis::ActorId;
use crate::export::json::{Report, Slice};
use crate::export::one_line;
use crate::text::Span;

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let articles: Vec<Report> = dossier.items.iter().map(|item| Report::new(&item.article, &item.analysis)).collect();
    let voice_of = dossier.voice_of();
    let place = |(article, statement)| PlaceJson { article, statement };
    let voices = dossier.voices.iter().map(|voice| VoiceJson {
        name: &voice.name,
        kind: voice.kind.name(),
        aliases: &voice.aliases,
        actors: voice.members.iter().map(|&(article, actor)| MemberJson { article, actor }).collect(),
        statements: voice.statements.iter().map(|&at| place(at)).collect(),
    });
    let quotes = dossier.quotes.iter().map(|quote| {
        let first = &articles[quote.versions[0].place.0];
        let version = |version: &Version| {
            let (item, id) = version.place;
            let own = &articles[item];
            let actor = dossier.items[item].analysis.statements[id].actor;
            VersionJson {
                place: place(version.place),
                voice: actor.map(|actor| voice_of[item][actor]),
                content: version.spans.iter().map(|&span| own.slice(span)).collect(),
                drift: version.drift.iter().map(|&change| ChangeJson::of(change, own, first)).collect(),
            }
        };
        QuoteJson { contradiction: &quote.contradiction, versions: quote.versions.iter().map(version).collect() }
    });
    let all = DossierJson {
        schema: "whosaid-dossier/1",
        selection: dossier.selection.as_deref().map(one_line),
        voices: voices.collect(),
        quotes: quotes.collect(),
        articles: &articles,
    };
    serde_json::to_writer(&mut *out, &all)?;
    writeln!(out)
}

#[derive(Serialize)]
struct DossierJson<'a> {
    schema: &'static str,
    selection: Option<Cow<'a, str>>,
    voices: Vec<VoiceJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    articles: &'a [Report<'a>],
}

#[derive(Serialize)]
struct VoiceJson<'a> {
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    actors: Vec<MemberJson>,
    statements: Vec<PlaceJson>,
}

#[derive(Serialize)]
struct MemberJson {
    article: usize,
    actor: ActorId,
}

#[derive(Serialize)]
struct PlaceJson {
    article: usize,
    statement: usize,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    contradiction: &'a [usize],
    versions: Vec<VersionJson<'a>>,
}

#[derive(Serialize)]
struct VersionJson<'a> {
    #[serde(flatten)]
    place: PlaceJson,
    voice: Option<usize>,
    content: Vec<Slice<'a>>,
    drift: Vec<ChangeJson<'a>>,
}

/// What became of some words; `gone` is a slice of the article of the first version.
struct ChangeJson<'a> {
    name: &'static str,
    slice: Slice<'a>,
}

impl<'a> ChangeJson<'a> {
    fn of(change: Change, own: &Report<'a>, first: &Report<'a>) -> Self {
        let of = |name, report: &Report<'a>, span: Span| Self { name, slice: report.slice(span) };
        match change {
            Change::Same(span) => of("same", own, span),
            Change::Gone(span) => of("gone", first, span),
            Change::New(span) => of("new", own, span),
        }
    }
}

impl Serialize for ChangeJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'s, 'a> {
            change: &'static str,
            #[serde(flatten)]
            slice: &'s Slice<'a>,
        }
        Flat { change: self.name, slice: &self.slice }.serialize(serializer)
    }
}
