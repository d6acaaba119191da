//! From the XML of an annotated article to its parts. The form is described in `assets/corpus/README.md`.

use roxmltree::{Document as Xml, Node};

use super::fold::Folded;
use super::settle::settle;
use super::{ActorNote, Annotated, Gold, NameNote};
use crate::analysis::{Class, EntityKind, Layer};
use crate::text::Span;

/// An element of the text and the raw bytes it holds.
struct Mark<'a> {
    node: Node<'a, 'a>,
    start: usize,
    end: usize,
}

/// Reads an article.
///
/// # Errors
/// All faults of form: what is not well-formed, unknown elements, ids, kinds or classes, contradicting parts.
pub(super) fn read(name: &str, source: &str) -> Result<Annotated, Vec<String>> {
    let xml = Xml::parse(source).map_err(|e| vec![e.to_string()])?;
    let root = xml.root_element();
    let text = root.children().find(|n| n.has_tag_name("text")).ok_or_else(|| vec!["no <text>".to_owned()])?;
    let (mut raw, mut marks) = (String::new(), Vec::new());
    walk(text, &mut raw, &mut marks);
    let folded = Folded::new(&raw, name).map_err(|fault| vec![fault])?;
    let mut reader = Reader { actors: actors(root), statements: Vec::new(), names: Vec::new(), faults: Vec::new() };
    for mark in marks {
        match folded.span(mark.start, mark.end) {
            Some(span) => reader.take(mark.node, span),
            None => reader.faults.push(format!("empty {:?}", mark.node)),
        }
    }
    reader.finish(Annotated {
        name: name.to_owned(),
        title: root.attribute("title").unwrap_or_default().to_owned(),
        genre: root.attribute("genre").unwrap_or_default().to_owned(),
        article: folded.article,
        actors: Vec::new(),
        statements: Vec::new(),
        names: Vec::new(),
    })
}

fn walk<'a>(node: Node<'a, 'a>, raw: &mut String, marks: &mut Vec<Mark<'a>>) {
    for child in node.children() {
        if let Some(words) = child.text().filter(|_| child.is_text()) {
            raw.push_str(words);
        } else if child.is_element() {
            let start = raw.len();
            walk(child, raw, marks);
            marks.push(Mark { node: child, start, end: raw.len() });
        }
    }
}

fn actors(root: Node) -> Vec<ActorNote> {
    let owned = |node: Node, key| node.attribute(key).unwrap_or_default().to_owned();
    root.descendants()
        .filter(|n| n.has_tag_name("actor"))
        .map(|n| ActorNote {
            id: owned(n, "id"),
            name: owned(n, "name"),
            aliases: owned(n, "aliases").split('|').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
            wordings: Vec::new(),
        })
        .collect()
}

struct Reader {
    actors: Vec<ActorNote>,
    statements: Vec<Gold>,
    names: Vec<NameNote>,
    faults: Vec<String>,
}

impl Reader {
    fn take(&mut self, node: Node, span: Span) {
        let actor = self.actor(node.attribute("a"));
        if node.has_tag_name("e") {
            match node.attribute("k").and_then(EntityKind::from_name) {
                Some(kind) => self.names.push(NameNote { span, kind, actor }),
                None => self.faults.push(format!("kind of name {:?}", node.attribute("k"))),
            }
            return;
        }
        let Some(id) = node.attribute("s") else {
            self.faults.push(format!("<{}> without a number", node.tag_name().name()));
            return;
        };
        let via = self.actor(node.attribute("via"));
        let class = self.known(node, "class", Class::from_name);
        let layer = self.known(node, "layer", Layer::from_name);
        let at = self.statements.iter().position(|s| s.id == id).unwrap_or_else(|| {
            self.statements.push(Gold { id: id.to_owned(), ..Gold::default() });
            self.statements.len() - 1
        });
        let statement = &mut self.statements[at];
        match node.tag_name().name() {
            "source" => statement.source.push(span),
            "cue" => statement.cue.push(span),
            "content" => statement.content.push(span),
            other => self.faults.push(format!("<{other}> is no part of a statement")),
        }
        statement.negated |= node.attribute("pol") == Some("-");
        let agrees = agree(&mut statement.actor, actor)
            & agree(&mut statement.via, via)
            & agree(&mut statement.class, class)
            & agree(&mut statement.layer, layer);
        if !agrees {
            self.faults.push(format!("the parts of statement {id} contradict each other"));
        }
    }

    fn actor(&mut self, id: Option<&str>) -> Option<usize> {
        let id = id?;
        let found = self.actors.iter().position(|a| a.id == id);
        if found.is_none() {
            self.faults.push(format!("unknown actor {id:?}"));
        }
        found
    }

    fn known<T>(&mut self, node: Node, key: &str, from_name: impl Fn(&str) -> Option<T>) -> Option<T> {
        let name = node.attribute(key).filter(|name| !name.is_empty())?;
        let known = from_name(name);
        if known.is_none() {
            self.faults.push(format!("unknown {key} {name:?}"));
        }
        known
    }

    fn finish(mut self, mut article: Annotated) -> Result<Annotated, Vec<String>> {
        for statement in &mut self.statements {
            statement.source.sort();
            statement.cue.sort();
            statement.content.sort();
            if statement.actor.is_none() {
                self.faults.push(format!("statement {} has no actor", statement.id));
            }
            if statement.content.is_empty() {
                self.faults.push(format!("statement {} has no content", statement.id));
            }
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        self.statements.sort_by(|a, b| a.content.cmp(&b.content));
        self.names.sort_by_key(|n| (n.span.start(), std::cmp::Reverse(n.span.end())));
        for i in 0..self.statements.len() {
            self.statements[i].parent = parent(&self.statements, i);
        }
        settle(&article.article, &mut self.actors, &mut self.statements, &self.names);
        (article.actors, article.statements, article.names) = (self.actors, self.statements, self.names);
        Ok(article)
    }
}

/// Takes `said` where nothing was known; whether it fits what was.
fn agree<T: PartialEq + Copy>(known: &mut Option<T>, said: Option<T>) -> bool {
    let agrees = said.is_none() || known.is_none() || *known == said;
    *known = known.or(said);
    agrees
}

/// The shortest other statement whose content holds all of the content of statement `i`, and more.
fn parent(statements: &[Gold], i: usize) -> Option<usize> {
    let inside = |a: &Gold, b: &Gold| a.content.iter().all(|x| b.content.iter().any(|y| y.covers(*x)));
    let child = &statements[i];
    (0..statements.len())
        .filter(|&k| k != i && inside(child, &statements[k]) && !inside(&statements[k], child))
        .min_by_key(|&k| statements[k].content.iter().map(|c| c.len()).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = r#"<article title="Port" genre="wire"><actors>
        <actor id="ruiz" name="Ana Ruiz" aliases="Ruiz|the harbour master" kind="person"/>
        <actor id="lund" name="Lund" kind="person"/></actors>
        <text>
        <source s="1" a="ruiz"><e k="person" a="ruiz">Ana Ruiz</e></source> <cue s="1" class="deny" pol="-">denied</cue>
        <content s="1">that <source s="2" a="lund">Lund</source> <cue s="2" class="think" layer="mind">wants</cue>
        <content s="2">a strike</content></content>.
        </text></article>"#;

    #[test]
    fn parts_join_into_nested_statements() {
        let read = read("wire-port", ARTICLE).unwrap();
        let [outer, inner] = &read.statements[..] else { panic!("{:?}", read.statements) };
        assert_eq!(read.article.text(), "Ana Ruiz denied that Lund wants a strike.");
        assert_eq!(read.article.slice(outer.content[0]), "that Lund wants a strike");
        assert_eq!((outer.class, outer.negated, outer.actor, outer.parent), (Some(Class::Deny), true, Some(0), None));
        assert_eq!(read.article.slice(inner.content[0]), "a strike");
        assert_eq!((inner.layer, inner.parent), (Some(Layer::Mind), Some(0)));
        assert_eq!(read.actors[0].aliases, ["Ruiz", "the harbour master"]);
        assert_eq!((read.names.len(), read.group()), (1, "wire"));
    }

    #[test]
    fn faults_are_named() {
        let faults = |from: &str, to: &str| read("x", &ARTICLE.replace(from, to)).unwrap_err().join("; ");
        assert!(faults("a=\"lund\"", "a=\"lind\"").contains("unknown actor \"lind\""));
        assert!(faults("class=\"deny\"", "class=\"denial\"").contains("unknown class \"denial\""));
        assert!(faults("<content s=\"2\">a strike</content>", "a strike").contains("statement 2 has no content"));
        assert!(faults("k=\"person\"", "k=\"human\"").contains("kind of name"));
        assert!(faults("</source>", "</cue>").contains("expected"));
    }
}
