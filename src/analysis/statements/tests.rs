//! One-line tests of the rules: a text, and the statements in it as `source | cue | content`.

use super::find;
use crate::language::tags;
use crate::text::{Article, Document};

/// The statements of `text`, one a line; pieces of a split content are joined by ` … `, a missing part is `-`.
fn statements(text: &str) -> Vec<String> {
    let article = Article::from_plain_text(text, "test");
    let doc = Document::new(&article);
    let tags = tags::tag(&doc);
    let words = |tokens: &std::ops::Range<usize>| doc.span(tokens).map_or("-", |span| article.slice(span));
    find(&doc, &tags)
        .iter()
        .map(|draft| {
            let content: Vec<&str> = draft.content.iter().map(words).collect();
            let part = |tokens: &Option<std::ops::Range<usize>>| tokens.as_ref().map_or("-", words);
            format!("{} | {} | {}", part(&draft.source), part(&draft.cue), content.join(" … "))
        })
        .collect()
}

macro_rules! reads {
    ($($name:ident: $text:expr => [$($expected:expr),* $(,)?];)+) => {$(
        #[test]
        fn $name() {
            let expected: Vec<&str> = vec![$($expected),*];
            assert_eq!(statements($text), expected);
        }
    )+};
}

reads! {
    quote_before_an_inverted_cue:
        "“We waited all night,” said Ana Ruiz, the harbour master." =>
        ["Ana Ruiz, the harbour master | said | “We waited all night,”"];
    quote_before_subject_and_cue:
        "“We waited all night,” Ruiz said." => ["Ruiz | said | “We waited all night,”"];
    quote_after_the_cue:
        "Ana Ruiz told reporters: “We waited all night.”" => ["Ana Ruiz | told | “We waited all night.”"];
    a_split_quote_is_one_statement:
        "“It rained,” Ruiz said, “for a week.”" => ["Ruiz | said | “It rained,” … “for a week.”"];
    following_quotes_go_on:
        "“It rained,” Ruiz said. “For a week. Nobody came.”" =>
        ["Ruiz | said | “It rained,” … “For a week. Nobody came.”"];
    british_marks:
        "‘It isn’t the ships’ fault,’ Ruiz said." => ["Ruiz | said | ‘It isn’t the ships’ fault,’"];
    a_colon_introduces:
        "Ruiz was blunt: “No.”" => ["Ruiz | : | “No.”"];
    a_that_clause_behind_an_addressee:
        "Ruiz told the council that the port would close." => ["Ruiz | told | that the port would close"];
    a_bare_clause:
        "Ruiz said the port would close on Monday." => ["Ruiz | said | the port would close on Monday"];
    an_attribution_behind:
        "The port will close on Monday, Ruiz said." => ["Ruiz | said | The port will close on Monday"];
    an_attribution_in_the_middle:
        "The port, Ruiz said, will close on Monday." => ["Ruiz | said | The port … will close on Monday"];
    according_to_behind:
        "The port will close, according to the harbour master." => ["the harbour master | according to | The port will close"];
    according_to_in_front:
        "According to Ruiz, the port will close." => ["Ruiz | According to | the port will close"];
    a_determiner_opens_the_subject:
        "At the convention in Oslo his aides said the port would close." => ["his aides | said | the port would close"];
    a_subordinate_clause_can_have_two_subjects:
        "The talks failed after Oslo and Lima refused to lift their veto." =>
        ["Oslo and Lima | refused | to lift their veto"];
    and_can_join_a_clause:
        "Ruiz closed the port and Lund said the storm was near." => ["Lund | said | the storm was near"];
    an_apposition_belongs_to_the_source:
        "Ana Ruiz, the harbour master, said the port would close." =>
        ["Ana Ruiz, the harbour master, | said | the port would close"];
    a_relative_clause_has_its_pronoun_as_source:
        "The report cites Ruiz, who said that the port would close." => ["who | said | that the port would close"];
    a_participle_takes_the_subject_of_the_clause:
        "Ruiz closed the port, saying that the storm was near." => ["Ruiz | saying | that the storm was near"];
    two_verbs_share_a_subject:
        "Ruiz denied the claim and said that the port was open." =>
        ["Ruiz | denied | the claim", "Ruiz | said | that the port was open"];
    the_one_addressed_is_not_the_content:
        "Ruiz urged the crews to stay in port." => ["Ruiz | urged | to stay in port"];
    an_accusation_has_a_target:
        "Ruiz accused the ministry of lying." => ["Ruiz | accused | lying"];
    a_negated_cue_keeps_its_auxiliaries:
        "Ruiz has not ruled out a strike." => ["Ruiz | has not ruled out | a strike"];
    a_label_is_said_of_something:
        "Ruiz called the plan “a circus”." => ["Ruiz | called | the plan “a circus”"];
    a_noun_can_be_the_cue:
        "Her claim that the port was closed had no effect." => ["Her | claim | that the port was closed"];
    a_refusal_reaches_over_its_verb:
        "Ruiz declined to say whether the port would close." => ["Ruiz | declined to say | whether the port would close"];
    a_passive_names_its_speaker_behind_by:
        "The ministry was accused by Ruiz of lying." => ["Ruiz | was accused | lying"];
    scare_quotes_are_no_statement:
        "The so-called “truce” ended in May." => [];
    nobody_says_there:
        "There said to be ships." => [];
    labels_of_a_transcript:
        "RUIZ: We waited all night.\nLUND: Nobody came.\nRUIZ: Nobody (laughs)" =>
        ["RUIZ | - | We waited all night.", "LUND | - | Nobody came.", "RUIZ | - | Nobody"];
    a_dash_names_the_speaker:
        "“We waited all night.” — Ana Ruiz" => ["Ana Ruiz | - | “We waited all night.”"];
    an_orphan_has_no_source:
        "Ruiz runs the port. “It was chaos all night.”" => ["- | - | “It was chaos all night.”"];
    a_phrase_with_as:
        "The port will close, as Ruiz put it to the council." => ["Ruiz | put it | The port will close"];
}
