//! Words for the same office: what a description boils down to, and which wider words can stand for it.

use crate::language::gazetteer::WIDER_WORDS;

/// What a noun boils down to: `spokeswoman` and `spokesman` have one root, and so have `Sen.` and `senator`.
pub fn root(noun: &str) -> &str {
    match noun {
        "sen." | "senators" => return "senator",
        "rep." | "congressman" | "congresswoman" | "congressmember" => return "representative",
        "gov." => return "governor",
        "dr" | "dr." => return "doctor",
        "prof" | "prof." => return "professor",
        "gen." | "gen" => return "general",
        "col." | "col" => return "colonel",
        "maj." => return "major",
        "capt." | "capt" => return "captain",
        "lt." | "lt" => return "lieutenant",
        "sgt" | "sgt." | "det sgt" => return "sergeant",
        "supt" | "supt." => return "superintendent",
        "insp" | "insp." => return "inspector",
        "cllr" | "cllr." | "councilor" | "councilman" | "councilwoman" | "councilmember" => return "councillor",
        "rev." | "rev" | "reverend" => return "reverend",
        "adm." => return "admiral",
        "pm" | "premier" => return "prime-minister",
        "attorney" => return "lawyer",
        "ceo" => return "executive",
        "advisor" => return "adviser",
        "organizer" => return "organiser",
        "neighbor" => return "neighbour",
        "policeman" | "policewoman" => return "officer",
        "programme" => return "program",
        "newspaper" => return "paper",
        _ => {}
    }
    for ending in ["woman", "person", "man"] {
        if let Some(stem) = noun.strip_suffix(ending).filter(|stem| stem.len() >= 4) {
            return stem;
        }
    }
    noun
}

/// The roots that a wider word can stand for.
pub fn narrower(noun: &str) -> impl Iterator<Item = &'static str> {
    WIDER_WORDS.get(noun).unwrap_or_default().split(' ')
}

/// Nouns that any organisation can go by.
pub fn is_any_organization(noun: &str) -> bool {
    matches!(
        noun,
        "company"
            | "firm"
            | "group"
            | "agency"
            | "organization"
            | "organisation"
            | "body"
            | "business"
            | "outfit"
            | "institution"
            | "giant"
            | "operator"
            | "manufacturer"
            | "maker"
            | "start-up"
            | "startup"
            | "publisher"
            | "retailer"
            | "insurer"
            | "broadcaster"
            | "paper"
            | "club"
            | "utility"
            | "carrier"
            | "lender"
            | "developer"
            | "watchdog"
            | "regulator"
            | "charity"
            | "supplier"
            | "producer"
            | "chain"
            | "brand"
            | "studio"
            | "station"
            | "network"
            | "outlet"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_office_share_a_root() {
        assert_eq!(root("spokeswoman"), root("spokesman"));
        assert_eq!(root("sen."), root("senator"));
        assert_eq!(root("woman"), "woman");
        assert_eq!(root("human"), "human");
    }

    #[test]
    fn wider_words() {
        assert!(narrower("lawmaker").any(|root| root == "senator"));
        assert!(narrower("senator").all(|root| root != "lawmaker"));
    }
}
