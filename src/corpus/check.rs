//! What must hold in an annotated article beyond its form. (That parts nest and never cross, XML sees to.)

use super::Annotated;
use crate::text::Span;

/// All faults of the annotation, each a line for the annotator.
pub(super) fn faults(article: &Annotated) -> Vec<String> {
    let mut faults = Vec::new();
    for statement in &article.statements {
        let parts: Vec<Span> =
            statement.source.iter().chain(&statement.cue).chain(&statement.content).copied().collect();
        for (i, a) in parts.iter().enumerate() {
            if parts[..i].iter().any(|b| a.overlaps(*b)) {
                faults.push(format!("statement {}: two parts share {:?}", statement.id, article.article.slice(*a)));
            }
            if article.article.slice(*a).contains("\n\n") {
                faults.push(format!("statement {}: a part runs over a paragraph's end", statement.id));
            }
        }
        if statement.class.is_some() == statement.cue.is_empty() {
            faults.push(format!("statement {}: a cue has a class, and a class a cue", statement.id));
        }
        if statement.source.len() > 1 {
            faults.push(format!("statement {}: more than one source", statement.id));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::xml;

    fn faults(text: &str) -> String {
        let actors = r#"<actors><actor id="a" name="A"/></actors>"#;
        let article = xml::read("x", &format!("<article>{actors}<text>{text}</text></article>")).unwrap();
        super::faults(&article).join("; ")
    }

    #[test]
    fn parts_of_one_statement_are_disjoint_and_whole() {
        assert_eq!(
            faults(r#"<source s="1" a="a">He</source> <cue s="1" class="say">said</cue> <content s="1">so</content>"#),
            ""
        );
        assert!(faults(r#"<content s="1" a="a">so <source s="1">he</source></content>"#).contains("share"));
        assert!(faults("<content s=\"1\" a=\"a\">one\n\ntwo</content>").contains("paragraph"));
        assert!(faults(r#"<cue s="1" a="a">said</cue> <content s="1">so</content>"#).contains("class"));
    }
}
