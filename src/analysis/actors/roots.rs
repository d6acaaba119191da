//! Words for the same office: what a description boils down to, and which wider words can stand for it.

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

/// Wider words, each with the roots that it can stand for.
const WIDER: &[(&str, &[&str])] = &[
    (
        "lawmaker",
        &[
            "senator",
            "representative",
            "mp",
            "mep",
            "deputy",
            "legislator",
            "member",
            "assembly",
            "councillor",
            "congress",
            "mla",
            "td",
            "parliamentarian",
        ],
    ),
    ("legislator", &["senator", "representative", "mp", "deputy", "lawmaker", "assembly", "mla"]),
    ("parliamentarian", &["mp", "deputy", "senator"]),
    (
        "politician",
        &[
            "senator",
            "representative",
            "mp",
            "minister",
            "mayor",
            "governor",
            "president",
            "candidate",
            "leader",
            "chair",
            "councillor",
            "deputy",
            "congress",
            "nominee",
            "secretary",
        ],
    ),
    ("candidate", &["nominee", "contender", "challenger", "hopeful", "senator", "governor", "president"]),
    ("nominee", &["candidate"]),
    (
        "official",
        &[
            "minister",
            "director",
            "commissioner",
            "secretary",
            "officer",
            "spokes",
            "chief",
            "head",
            "inspector",
            "administrator",
            "coordinator",
            "superintendent",
            "representative",
            "governor",
            "chair",
        ],
    ),
    (
        "leader",
        &[
            "president",
            "minister",
            "prime-minister",
            "chair",
            "head",
            "chief",
            "chancellor",
            "secretary",
            "captain",
            "founder",
        ],
    ),
    (
        "doctor",
        &[
            "surgeon",
            "physician",
            "cardiologist",
            "oncologist",
            "pathologist",
            "epidemiologist",
            "neurologist",
            "paediatrician",
            "pediatrician",
            "psychiatrist",
            "gp",
            "director",
        ],
    ),
    ("physician", &["doctor", "surgeon"]),
    ("lawyer", &["counsel", "barrister", "solicitor", "advocate", "defender", "prosecutor", "partner"]),
    ("counsel", &["lawyer", "barrister", "kc", "qc"]),
    ("barrister", &["lawyer", "kc", "qc", "counsel"]),
    ("solicitor", &["lawyer"]),
    ("prosecutor", &["lawyer", "counsel"]),
    ("judge", &["justice", "magistrate", "recorder", "sheriff"]),
    ("justice", &["judge"]),
    (
        "scientist",
        &[
            "researcher",
            "physicist",
            "chemist",
            "biologist",
            "geologist",
            "professor",
            "doctor",
            "epidemiologist",
            "astronomer",
            "ecologist",
            "hydrologist",
            "seismologist",
            "botanist",
            "mycologist",
            "geneticist",
            "virologist",
            "neuroscientist",
            "author",
        ],
    ),
    (
        "researcher",
        &["scientist", "professor", "author", "fellow", "lecturer", "doctor", "economist", "biologist", "analyst"],
    ),
    ("academic", &["professor", "lecturer", "historian", "economist", "scholar", "doctor", "fellow"]),
    ("scholar", &["professor", "lecturer", "historian", "academic"]),
    ("expert", &["professor", "scientist", "analyst", "researcher", "specialist", "economist", "doctor"]),
    ("specialist", &["professor", "scientist", "analyst", "researcher", "expert", "doctor"]),
    ("analyst", &["strategist", "economist", "expert", "researcher"]),
    ("strategist", &["analyst", "adviser", "consultant"]),
    ("executive", &["director", "president", "chair", "founder", "head", "manager", "chief", "officer", "owner"]),
    (
        "boss",
        &[
            "director",
            "president",
            "chair",
            "founder",
            "head",
            "manager",
            "chief",
            "owner",
            "executive",
            "coach",
            "commissioner",
            "controller",
        ],
    ),
    (
        "chief",
        &[
            "executive",
            "director",
            "head",
            "president",
            "commissioner",
            "superintendent",
            "boss",
            "commander",
            "officer",
        ],
    ),
    (
        "businessman",
        &["entrepreneur", "investor", "owner", "founder", "executive", "chair", "developer", "billionaire"],
    ),
    ("business", &["entrepreneur", "investor", "owner", "founder", "executive", "chair", "developer", "billionaire"]),
    ("entrepreneur", &["founder", "owner", "business"]),
    ("founder", &["co-founder", "cofounder"]),
    ("owner", &["co-owner", "founder", "proprietor", "landlord"]),
    (
        "officer",
        &[
            "sergeant",
            "constable",
            "detective",
            "captain",
            "inspector",
            "superintendent",
            "lieutenant",
            "trooper",
            "deputy",
            "colonel",
            "major",
            "commander",
            "chief",
            "police",
        ],
    ),
    ("detective", &["sergeant", "inspector", "superintendent", "constable"]),
    ("commander", &["general", "colonel", "admiral", "captain", "major", "brigadier"]),
    ("soldier", &["sergeant", "corporal", "private", "captain", "lieutenant", "major"]),
    ("coach", &["manager", "trainer"]),
    ("manager", &["coach", "director"]),
    (
        "player",
        &[
            "striker",
            "midfielder",
            "defender",
            "goalkeeper",
            "winger",
            "forward",
            "quarterback",
            "pitcher",
            "captain",
            "guard",
        ],
    ),
    ("skipper", &["captain"]),
    ("captain", &["skipper"]),
    ("singer", &["musician", "songwriter", "soprano", "tenor", "vocalist", "rapper"]),
    ("musician", &["singer", "pianist", "cellist", "violinist", "guitarist", "drummer", "conductor", "composer"]),
    ("artist", &["painter", "sculptor", "singer", "photographer"]),
    ("writer", &["author", "novelist", "poet", "journalist", "columnist", "playwright", "essayist"]),
    ("author", &["writer", "novelist", "historian", "researcher", "co-author"]),
    ("novelist", &["author", "writer"]),
    ("journalist", &["reporter", "correspondent", "editor", "columnist", "presenter", "broadcaster"]),
    ("reporter", &["journalist", "correspondent"]),
    ("presenter", &["host", "broadcaster", "anchor"]),
    ("host", &["presenter", "moderator"]),
    (
        "cleric",
        &[
            "imam",
            "bishop",
            "priest",
            "reverend",
            "pastor",
            "vicar",
            "archbishop",
            "ayatollah",
            "rabbi",
            "father",
            "sheikh",
            "mufti",
            "monk",
            "canon",
        ],
    ),
    ("priest", &["father", "vicar", "reverend", "canon", "monsignor", "rector", "pastor"]),
    ("prelate", &["bishop", "archbishop", "cardinal"]),
    ("envoy", &["ambassador", "diplomat", "representative", "emissary", "negotiator"]),
    ("diplomat", &["ambassador", "envoy", "consul", "minister", "representative", "commissioner"]),
    ("negotiator", &["envoy", "ambassador", "minister"]),
    ("teacher", &["professor", "lecturer", "headteacher", "principal", "schoolteacher", "tutor", "teach"]),
    ("principal", &["headteacher", "headmaster", "head"]),
    ("headteacher", &["principal", "head", "headmaster"]),
    ("adviser", &["aide", "strategist", "consultant"]),
    ("aide", &["adviser", "assistant", "spokes"]),
    ("farmer", &["grower", "rancher", "farm"]),
    ("grower", &["farmer"]),
    ("driver", &["drive"]),
    ("mother", &["parent"]),
    ("father", &["parent"]),
    ("defendant", &["accused", "suspect"]),
    ("suspect", &["defendant", "accused"]),
    ("monarch", &["king", "queen", "emperor"]),
    ("premier", &["prime-minister", "minister"]),
    ("prime-minister", &["premier", "minister"]),
    ("chair", &["moderator"]),
    ("head", &["director", "chief", "principal"]),
    ("activist", &["campaigner", "organiser", "advocate"]),
    ("campaigner", &["activist", "organiser", "advocate"]),
    ("organiser", &["activist", "campaigner", "coordinator"]),
    ("astronaut", &["commander", "cosmonaut"]),
    // Organisations.
    (
        "company",
        &[
            "firm",
            "manufacturer",
            "maker",
            "developer",
            "retailer",
            "corporation",
            "group",
            "inc.",
            "inc",
            "ltd",
            "plc",
            "co",
            "corp",
            "holdings",
            "airline",
            "bank",
            "insurer",
            "producer",
            "industries",
            "start-up",
            "startup",
            "supplier",
            "operator",
        ],
    ),
    (
        "firm",
        &[
            "company",
            "manufacturer",
            "maker",
            "developer",
            "retailer",
            "group",
            "startup",
            "partners",
            "associates",
            "consultancy",
            "brokerage",
        ],
    ),
    ("manufacturer", &["company", "maker", "firm"]),
    ("maker", &["company", "manufacturer", "firm"]),
    ("developer", &["company", "studio", "firm"]),
    ("airline", &["airways", "airlines", "carrier", "air"]),
    ("carrier", &["airways", "airlines", "airline", "air", "lines"]),
    ("lender", &["bank"]),
    ("agency", &["bureau", "administration", "service", "authority", "office", "wire", "press", "department"]),
    (
        "regulator",
        &["authority", "commission", "agency", "office", "administration", "board", "ofcom", "ofgem", "ofwat"],
    ),
    ("watchdog", &["authority", "commission", "agency", "office", "auditor", "ombuds"]),
    (
        "body",
        &["association", "federation", "council", "union", "commission", "authority", "institute", "board", "agency"],
    ),
    ("union", &["federation", "association", "guild", "council", "congress", "local"]),
    ("federation", &["union", "association"]),
    ("association", &["union", "federation", "council", "society", "guild"]),
    (
        "organization",
        &["association", "federation", "council", "union", "institute", "foundation", "society", "organisation"],
    ),
    (
        "organisation",
        &["association", "federation", "council", "union", "institute", "foundation", "society", "organization"],
    ),
    ("charity", &["trust", "foundation", "society", "fund", "aid"]),
    ("institute", &["institution", "centre", "center"]),
    ("ministry", &["department"]),
    ("department", &["ministry", "office"]),
    ("broadcaster", &["radio", "television", "tv", "channel", "broadcasting", "station", "network", "voice", "news"]),
    ("station", &["radio", "television", "tv", "channel", "fm", "broadcaster"]),
    ("network", &["tv", "news", "channel", "broadcasting"]),
    (
        "paper",
        &[
            "times",
            "post",
            "herald",
            "tribune",
            "gazette",
            "courier",
            "chronicle",
            "journal",
            "daily",
            "weekly",
            "ledger",
            "record",
            "mail",
            "telegraph",
            "news",
            "star",
            "examiner",
        ],
    ),
    ("daily", &["times", "post", "herald", "tribune", "paper"]),
    ("club", &["fc", "united", "city", "rovers", "rangers", "wanderers", "athletic", "team", "side"]),
    ("team", &["club", "fc", "united"]),
    ("court", &["tribunal", "bench"]),
    ("tribunal", &["court"]),
    ("board", &["council", "committee", "commission", "trust"]),
    ("commission", &["commissioner", "committee"]),
    ("panel", &["committee", "commission", "board", "inquiry", "tribunal"]),
    ("parliament", &["assembly", "senate", "congress"]),
    ("government", &["administration", "cabinet", "authorities"]),
    ("administration", &["government"]),
    ("hospital", &["clinic", "infirmary", "trust", "medical"]),
    ("school", &["academy", "college", "university"]),
    ("university", &["college", "school", "institute"]),
    ("utility", &["electric", "power", "water", "grid", "company"]),
    ("studio", &["developer", "games", "pictures"]),
    ("publisher", &["press", "books", "house"]),
    ("retailer", &["stores", "supermarket", "chain"]),
    ("chain", &["retailer", "stores"]),
    ("foundation", &["trust", "fund"]),
    ("campaign", &["committee"]),
    // Documents.
    ("study", &["paper", "report", "research", "analysis"]),
    ("report", &["study", "review", "paper", "audit", "document"]),
    ("document", &["report", "memo", "letter", "paper", "filing", "order"]),
    ("poll", &["survey"]),
    ("survey", &["poll"]),
    ("memo", &["memorandum", "note", "email"]),
    ("suit", &["lawsuit", "complaint", "filing"]),
    ("lawsuit", &["suit", "complaint", "filing"]),
    ("complaint", &["suit", "lawsuit", "filing"]),
    ("filing", &["suit", "lawsuit", "complaint", "petition"]),
    ("ruling", &["judgment", "decision", "order", "opinion", "verdict"]),
    ("judgment", &["ruling", "decision"]),
    ("statement", &["release", "communique", "letter"]),
    ("law", &["act", "bill", "statute", "code"]),
];

/// Whether the wider word `noun` can stand for the root `of`.
pub fn is_wider(noun: &str, of: &str) -> bool {
    WIDER.iter().any(|(wider, narrow)| *wider == noun && narrow.contains(&of))
}

/// The roots that a wider word can stand for.
pub fn narrower(noun: &str) -> &'static [&'static str] {
    WIDER.iter().find(|(wider, _)| *wider == noun).map_or(&[], |(_, narrow)| narrow)
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
        assert!(is_wider("lawmaker", "senator"));
        assert!(!is_wider("senator", "lawmaker"));
    }
}
