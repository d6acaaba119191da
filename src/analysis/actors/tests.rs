//! Sources and the actors behind them, in small articles.

use crate::analysis::{Analysis, analyze};
use crate::text::Article;
use crate::text::document::testing::article;

/// Who says what, as `source → actor`, in order of the sources.
fn speakers(paragraphs: &[&str]) -> Vec<String> {
    let article = article(paragraphs);
    let analysis = analyze(&article);
    let mut found: Vec<(usize, String)> = analysis
        .statements
        .iter()
        .filter_map(|s| {
            let source = s.source?;
            let actor = s.actor.map_or("nobody", |a| article.slice(analysis.actors[a].name));
            Some((source.start(), format!("{} → {actor}", article.slice(source))))
        })
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, text)| text).collect()
}

fn analysis(paragraphs: &[&str]) -> (Article, Analysis) {
    let article = article(paragraphs);
    let analysis = analyze(&article);
    (article, analysis)
}

#[test]
fn a_surname_means_the_full_name() {
    assert_eq!(
        speakers(&["President Ana Ruiz said that it rained.", "Ruiz said that it was over."]),
        ["President Ana Ruiz → Ana Ruiz", "Ruiz → Ana Ruiz"]
    );
}

#[test]
fn a_description_means_whoever_was_described_so() {
    assert_eq!(
        speakers(&[
            "Ana Ruiz, the port's harbour master, said that it rained. Tomas Lund, a trader, said it did not.",
            "The harbour master said that it was over.",
        ])[2..],
        ["The harbour master → Ana Ruiz"]
    );
}

#[test]
fn a_name_in_apposition() {
    assert_eq!(
        speakers(&["Its director, Irina Stoenescu, said that it rained."]),
        ["Its director, Irina Stoenescu, → Irina Stoenescu"]
    );
}

#[test]
fn pronouns_agree_with_titles() {
    assert_eq!(
        speakers(&["Mr. Lund met Ms. Ruiz. She said that it rained. He said that it did not."]),
        ["She → Ruiz", "He → Lund"]
    );
}

#[test]
fn the_speaker_of_a_quotation_is_i() {
    assert_eq!(speakers(&["“I think that it rained,” said Ana Ruiz."]), ["I → Ana Ruiz", "Ana Ruiz → Ana Ruiz"]);
}

#[test]
fn somebody_s_spokesman_is_somebody_else() {
    let (_, analysis) = analysis(&["Ana Ruiz said that it rained. Ruiz's spokesman said that it did not."]);
    let actors: Vec<_> = analysis.statements.iter().map(|s| s.actor).collect();
    assert_eq!(actors.len(), 2);
    assert_ne!(actors[0], actors[1]);
}

#[test]
fn unnamed_sources_are_kept_apart() {
    let (_, analysis) = analysis(&["A port official said that it rained. A second official said that it did not."]);
    let actors: Vec<_> = analysis.statements.iter().map(|s| s.actor).collect();
    assert_eq!(actors.len(), 2);
    assert_ne!(actors[0], actors[1]);
}

#[test]
fn roles_are_the_words_of_the_article() {
    let (article, analysis) = analysis(&["Ana Ruiz, the port's harbour master, said that it rained."]);
    let actor = &analysis.actors[analysis.statements[0].actor.unwrap()];
    assert_eq!(article.slice(actor.name), "Ana Ruiz");
    assert_eq!(actor.role.map(|r| article.slice(r)), Some("port's harbour master"));
}

#[test]
fn a_form_of_address_is_no_role() {
    let role = |text: &str| {
        let (article, analysis) = analysis(&[text]);
        let actor = &analysis.actors[analysis.statements[0].actor.unwrap()];
        actor.role.map(|role| article.slice(role).to_owned())
    };
    assert_eq!(role("Cloth seller Auntie Esi Bonsu said that it rained.").as_deref(), Some("Cloth seller"));
    assert_eq!(role("All had doubts, but only one, Kojo Amissah, said that it rained."), None);
}

#[test]
fn a_relative_clause_behind_an_apposition_tells_of_who_is_named() {
    assert_eq!(
        speakers(&["Mayor Gerald Fahey of Brockton, a Democrat who said that it rained, left."]),
        ["who → Gerald Fahey"]
    );
    assert_eq!(speakers(&["Rep. Dusty Cassel, R-Ariz., who said that it rained, left."]), ["who → Dusty Cassel"]);
}

#[test]
fn nobody_speaks_of_oneself_by_name() {
    let text = |said: &str| format!("Ms. Ruiz met Ms. Lund at the port. {said} The port stayed open.");
    assert_eq!(speakers(&[&text("She said that Lund would stay.")])[0], "She → Ruiz");
    assert_eq!(speakers(&[&text("“Lund has to go,” she said.")])[0], "she → Ruiz");
}

#[test]
fn a_reply_is_that_of_whoever_owns_it() {
    assert_eq!(
        speakers(&["Ana Ruiz came to the port. Ruiz's reply warned that it would close on Monday."]),
        ["Ruiz's reply → Ana Ruiz"]
    );
}

#[test]
fn who_came_second_is_told() {
    let (article, analysis) =
        analysis(&["Ana Ruiz met Kari Lund at the port. “It rained,” she said. Ruiz and Lund left."]);
    let second = analysis.statements[0].why.iter().find(|reason| reason.rule == crate::analysis::Rule::SecondChoice);
    assert_eq!(second.map(|reason| article.slice(reason.span)), Some("Kari Lund"));
}
