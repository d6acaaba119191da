//! Words that tell whether a sentence ends before them. Lower-cased and sorted, for binary search.

/// Words that open a sentence far more often than they go on with a name.
#[rustfmt::skip]
pub(super) const OPENERS: &[&str] = &[
    "a", "according", "after", "all", "also", "although", "among", "an", "and", "another", "any", "as", "asked", "at",
    "because", "before", "both", "but", "by", "can", "could", "despite", "did", "do", "does", "during", "each", "even",
    "every", "few", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how", "however", "i", "if", "in",
    "instead", "is", "it", "its", "just", "last", "later", "let", "like", "many", "may", "meanwhile", "more", "most",
    "my", "nearly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "officials", "on",
    "once", "one", "only", "or", "other", "others", "our", "over", "people", "perhaps", "police", "she", "since", "so",
    "some", "still", "such", "that", "the", "their", "then", "there", "these", "they", "this", "those", "though",
    "through", "throughout", "thus", "to", "today", "two", "under", "unlike", "until", "upon", "was", "we", "were",
    "what", "when", "where", "whether", "which", "while", "who", "why", "will", "with", "within", "without", "would",
    "yes", "yet", "you", "your",
];

/// Words that a description or a pronoun starts with.
#[rustfmt::skip]
pub(super) const SUBJECTS: &[&str] = &[
    "a", "an", "another", "he", "her", "his", "i", "its", "my", "one", "our", "she", "the", "their", "they", "we",
    "you",
];

/// Days, months and time zones: capitals that go on behind `p.m.` or `“Why?”`.
#[rustfmt::skip]
pub(super) const TIMES: &[&str] = &[
    "april", "august", "bst", "cdt", "cest", "cet", "cst", "december", "eastern", "edt", "est", "et", "february",
    "friday", "gmt", "january", "july", "june", "local", "march", "mdt", "monday", "mst", "november", "october",
    "pacific", "pdt", "pst", "pt", "saturday", "september", "sunday", "thursday", "tuesday", "utc", "wednesday",
];

/// Verbs of saying that follow a quotation with their subject before them (`“Why?” Ruiz asked.`).
#[rustfmt::skip]
pub(super) const SAYING: &[&str] = &[
    "added", "adds", "admitted", "agreed", "announced", "answered", "argued", "asked", "asks", "began", "called",
    "claimed", "commented", "complained", "concluded", "continued", "continues", "cried", "declared", "demanded",
    "exclaimed", "explained", "explains", "insisted", "joked", "jokes", "muttered", "noted", "notes", "objected",
    "observed", "posted", "quipped", "recalled", "recalls", "remarked", "replied", "replies", "responded", "said",
    "says", "screamed", "shouted", "shouts", "snapped", "stated", "thought", "told", "tweeted", "warned", "whispered",
    "wondered", "writes", "wrote", "yelled",
];

/// Names that end with an exclamation mark.
#[rustfmt::skip]
pub(super) const EXCLAIMED_NAMES: &[&str] = &[
    "jeb", "jeopardy", "oklahoma", "yahoo", "yum",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [OPENERS, SUBJECTS, TIMES, SAYING, EXCLAIMED_NAMES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
