//! What each sign is worth in the choice of an antecedent: a table learnt on the annotated articles. One column is for all
//! pronouns; others add to it for `he` and `she`, for `it`, for `they`, and for places where a pronoun may stand.

use std::sync::LazyLock;

use super::phrase::Pronoun;

static TABLE: &str = include_str!("../../../assets/lexicon/antecedents.tsv");
static SHIPPED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(TABLE));

/// The columns of the table.
pub const COLUMNS: usize = 8;

macro_rules! features {
    ($($variant:ident $name:literal $meaning:literal),+ $(,)?) => {
        /// Something that holds of a candidate.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Feature {
            $(#[doc = $meaning] $variant),+
        }

        impl Feature {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the table.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

features! {
    SameSentence "same-sentence" "Last mentioned in the sentence of the pronoun.",
    SentenceBefore "sentence-before" "Last mentioned one sentence before.",
    TwoSentences "two-sentences" "Two sentences before.",
    SomeSentences "some-sentences" "Three or four sentences before.",
    ManySentences "many-sentences" "Earlier than that.",
    Subject "subject" "The last mention is a subject.",
    SubjectHere "subject-here" "A subject in the same sentence.",
    SubjectBefore "subject-before" "A subject in the sentence before.",
    ObjectHere "object-here" "Last mentioned in the same sentence and no subject there.",
    Source "source" "The last mention is the source of a statement.",
    SourceBefore "source-before" "The source of a statement in the sentence before.",
    SourceHere "source-here" "The source of a statement in the same sentence.",
    SamePronounHere "same-pronoun-here" "A subject in the same sentence by the same pronoun.",
    SamePronounBefore "same-pronoun-before" "A subject in the sentence before by the same pronoun.",
    SamePronounEarlier "same-pronoun-earlier" "Meant by the same pronoun earlier than that, as much between quotation marks.",
    Topic "topic" "The subject that opens the paragraph.",
    TopicBefore "topic-before" "The subject that opens the paragraph before.",
    NamedHere "named-here" "Mentioned in the paragraph, and not by a pronoun alone.",
    SubjectOfParagraph "subject-of-paragraph" "The same, as a subject.",
    SpokeLast "spoke-last" "The last one to speak outside of quotation marks.",
    SpokeLastHere "spoke-last-here" "The same, in the sentence of the pronoun.",
    SpokeLastAcrossParagraph "spoke-last-across-paragraph" "The same, where the pronoun's sentence opens a paragraph.",
    SpeaksAround "speaks-around" "The pronoun stands in what this one says in other words.",
    QuotedByIt "quoted-by-it" "Named in the quotation that the pronoun is the source of: who speaks says `I`.",
    ReportedByIt "reported-by-it" "Named behind the pronoun in what it is said to say: `she said that Ruiz would go`.",
    ReportedBeforeIt "reported-before-it" "Named before the pronoun in what it is said to say: `Ruiz would go, she said`.",
    Name "name" "The last mention is a name.",
    Pronoun "pronoun" "The last mention is a pronoun.",
    Agrees "agrees" "A title or a noun tells that it agrees in gender.",
    FirstNameAgrees "first-name-agrees" "The first name agrees in gender.",
    FirstNameClashes "first-name-clashes" "The first name does not.",
    Pronouns "pronouns" "How much more often this gender's pronouns mean it than the other's: the logarithm of the odds.",
    Person "person" "A person with a name.",
    PersonNoun "person-noun" "Nameless, by a noun for persons.",
    UnknownNoun "unknown-noun" "Nameless, by a noun that may mean anything.",
    Silent "silent" "Nameless, and has not spoken.",
    MaybePerson "maybe-person" "A name that was not taken for a person's, but could be one.",
    Organization "organization" "An organization.",
    PlaceName "place" "A place.",
    Document "document" "A document.",
    Plural "plural" "More than one.",
    InQuotation "in-quotation" "Last mentioned in a quotation that the pronoun is outside of.",
    OutsideQuotation "outside-quotation" "Last mentioned outside of the quotation that the pronoun stands in.",
    OtherQuotation "other-quotation" "Last mentioned in another quotation.",
    OtherParagraph "other-paragraph" "Last mentioned in another paragraph.",
    FarParagraph "far-paragraph" "Last mentioned two or more paragraphs before.",
    OpensParagraph "opens-paragraph" "Last mentioned in the first sentence of the paragraph.",
    Possessor "possessor" "The last mention is a possessor.",
    BehindPreposition "behind-preposition" "The last mention stands behind a preposition.",
    Predicate "predicate" "The last mention says what somebody is.",
    Indefinite "indefinite" "The last mention begins with an indefinite article.",
    Headline "headline" "Last mentioned in a headline.",
    Nearest "nearest" "The nearest one that agrees.",
    SecondNearest "second-nearest" "The second nearest.",
    MostMentioned "most-mentioned" "Nobody who agrees is mentioned more often.",
    Mentions "mentions" "Logarithm of the number of mentions.",
    Names "names" "Logarithm of the number of times that the article names it, and one.",
    Protagonist "protagonist" "Nobody is named more often in the article.",
    Sources "sources" "Logarithm of the number of mentions that are sources, and one.",
}

/// What each feature is worth.
#[derive(Clone, PartialEq, Debug)]
pub struct Weights(pub [[f32; COLUMNS]; Feature::ALL.len()]);

impl Weights {
    /// Those that ship with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Those by which the nearest candidate wins.
    pub fn nearest() -> Self {
        let mut weights = [[0.0; COLUMNS]; Feature::ALL.len()];
        weights[Feature::Nearest as usize][0] = 1.0;
        Self(weights)
    }

    /// Reads a table: a feature a line, with a number for each column.
    pub fn parse(table: &str) -> Self {
        let mut weights = [[0.0; COLUMNS]; Feature::ALL.len()];
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let Some(row) = Feature::ALL.iter().position(|feature| feature.name() == name) else { continue };
            for (weight, cell) in weights[row].iter_mut().zip(cells) {
                *weight = cell.parse().unwrap_or_default();
            }
        }
        Self(weights)
    }

    /// What each feature is worth where these columns count, in the order of [`Feature::ALL`].
    pub fn worth(&self, columns: Columns) -> [f32; Feature::ALL.len()] {
        self.0.map(|row| columns.active().map(|column| row[column]).sum())
    }
}

/// Where a pronoun may stand, by the number of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// Inside of a quotation.
    Quoted = 4,
    /// Behind a quotation in its sentence.
    BehindQuotation,
    /// Before all verbs of its sentence.
    First,
    /// The same, in a paragraph's first sentence.
    OpensParagraph,
}

/// The columns that count for a pronoun: the first always, one for what it agrees with, and those for where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns([bool; COLUMNS]);

impl Columns {
    /// Those of a pronoun that stands so.
    pub fn new(pronoun: Pronoun, positions: impl IntoIterator<Item = Position>) -> Self {
        let mut columns = [false; COLUMNS];
        columns[0] = true;
        columns[match pronoun {
            Pronoun::It => 2,
            Pronoun::They => 3,
            _ => 1,
        }] = true;
        for position in positions {
            columns[position as usize] = true;
        }
        Self(columns)
    }

    /// Their numbers.
    pub fn active(self) -> impl Iterator<Item = usize> {
        (0..COLUMNS).filter(move |&column| self.0[column])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_feature_and_no_other() {
        let rows: Vec<&str> =
            TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
        assert_eq!(rows, Feature::ALL.iter().map(|f| f.name()).collect::<Vec<_>>());
    }

    #[test]
    fn a_column_adds_to_the_one_for_all() {
        let weights = Weights::parse("subject\t1.5\t0.5\t-1\t0\t0\t0\t0\t0\n");
        let points = |pronoun| weights.worth(Columns::new(pronoun, []))[Feature::Subject as usize];
        assert!((points(Pronoun::He) - 2.0).abs() < 1e-6 && (points(Pronoun::It) - 0.5).abs() < 1e-6);
    }
}
